/**
 * The cryptography of identity: what implements {@link io.cfguardian.app.identity.port}, one package for each port.
 *
 * <p>Not here: who has an account, a session or a role; how often something may be tried; where keys are kept. Nothing
 * here keeps a secret longer than a call, but for digests in a cache of checked tokens and for what the operator's settings
 * give to prove this cluster to a provider or a receiver.
 *
 * <p>Read first: {@link io.cfguardian.identity.seal} and {@link io.cfguardian.identity.token}.
 */
@NullMarked
package io.cfguardian.identity;

import org.jspecify.annotations.NullMarked;
