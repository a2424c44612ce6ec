/**
 * Signing in, going on and being recognised. Not here: what one may do. Read first: {@link io.cfguardian.app.identity.session.SignIn}.
 */
@NullMarked
package io.cfguardian.app.identity.session;

import org.jspecify.annotations.NullMarked;
