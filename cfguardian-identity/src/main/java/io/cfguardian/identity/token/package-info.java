/**
 * Signed tokens: JSON Web Tokens of two kinds, signed with ES256. A token is read twice: first by {@link
 * io.cfguardian.identity.token.CompactForm}, which takes only what this program itself would write, then by java-jwt, which
 * checks signature and claims. What one reader lets through the other need not understand the same way.
 *
 * <p>Not here: which keys are trusted and for how long; whether user and session are still there. Read first: {@link
 * io.cfguardian.identity.token.JwtTokenCodec}.
 */
@NullMarked
package io.cfguardian.identity.token;

import org.jspecify.annotations.NullMarked;
