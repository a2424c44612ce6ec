/**
 * A real OpenID Connect provider and a person with a browser, for tests of signing on. Needs Node.js and npm. Not here: what
 * such a provider is to the server. Read {@link io.cfguardian.testkit.oidc.RealProvider} first.
 */
@NullMarked
package io.cfguardian.testkit.oidc;

import org.jspecify.annotations.NullMarked;
