/**
 * What those who guard the store see and are warned of. Read first: {@link io.cfguardian.app.identity.security.Observer}.
 */
@NullMarked
package io.cfguardian.app.identity.security;

import org.jspecify.annotations.NullMarked;
