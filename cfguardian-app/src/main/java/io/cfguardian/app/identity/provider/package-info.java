/**
 * Signing on through an identity provider: which user it is whom a provider vouches for, and which roles that gives. Not here:
 * the provider's protocol, which is behind {@link io.cfguardian.app.identity.port.IdentityProvider}, and the session that begins,
 * which {@link io.cfguardian.app.identity.session.SignIn} opens. Read {@link io.cfguardian.app.identity.provider.SignOn} first.
 */
@NullMarked
package io.cfguardian.app.identity.provider;

import org.jspecify.annotations.NullMarked;
