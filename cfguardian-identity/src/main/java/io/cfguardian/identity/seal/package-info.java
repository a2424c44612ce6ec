/**
 * Authenticated encryption and the derivation of keys, with the JDK's own algorithms. Not here: which key seals what.
 * Read first: {@link io.cfguardian.identity.seal.AesGcmSealing}.
 */
@NullMarked
package io.cfguardian.identity.seal;

import org.jspecify.annotations.NullMarked;
