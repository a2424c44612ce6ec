/**
 * What identity needs of cryptography and of other providers, as ports, and the values that pass them. The text forms of
 * opaque tokens and the operator's master secret are values of this package, because they need no library.
 *
 * <p>Not here: users, sessions and roles, which are replicated state; who may do what; how long anything lives; the
 * algorithms, which are in the module {@code cfguardian-identity}.
 *
 * <p>No value here shows a secret in its text form. Read first: {@link io.cfguardian.app.identity.port.Sealing}, then
 * {@link io.cfguardian.app.identity.port.AccessTokenCodec}.
 */
@NullMarked
package io.cfguardian.app.identity.port;

import org.jspecify.annotations.NullMarked;
