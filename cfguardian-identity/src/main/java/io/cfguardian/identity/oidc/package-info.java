/**
 * Signing on with an OpenID Connect provider: OpenID Connect Core 1.0 with the code flow, PKCE (RFC 7636) and the issuer in
 * the answer (RFC 9207), by the library of Nimbus.
 *
 * <p>Everything that comes from the network is bounded in time and size, no redirect is followed, and nothing but HTTPS is
 * spoken unless the provider is on this machine and the settings allow it.
 *
 * <p>Not here: which user the person is; where the browser keeps the flow. Read first: {@link
 * io.cfguardian.identity.oidc.NimbusIdentityProvider}.
 */
@NullMarked
package io.cfguardian.identity.oidc;

import org.jspecify.annotations.NullMarked;
