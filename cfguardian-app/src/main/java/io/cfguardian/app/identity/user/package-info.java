/**
 * What administrators do with users. Not here: what users do with their own accounts. Read first: {@link
 * io.cfguardian.app.identity.user.Users}.
 */
@NullMarked
package io.cfguardian.app.identity.user;

import org.jspecify.annotations.NullMarked;
