/**
 * Users, sessions, members, tokens and keys as use cases. Not here: cryptography, see {@code port}; deciding, see the domain.
 * Read first: {@link io.cfguardian.app.identity.session.SignIn}.
 */
@NullMarked
package io.cfguardian.app.identity;

import org.jspecify.annotations.NullMarked;
