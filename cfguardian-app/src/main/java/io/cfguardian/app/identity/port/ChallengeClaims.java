package io.cfguardian.app.identity.port;

import java.time.Instant;

/**
 * What the token says that one gets for a right password while the second factor is outstanding. Times have whole seconds.
 *
 * @param user the user's id, claim {@code sub}
 * @param token the token's own id, claim {@code jti}
 * @param issuedAt when it was made, and from when it holds
 * @param expiresAt when it ends, after {@code issuedAt}
 */
public record ChallengeClaims(String user, String token, Instant issuedAt, Instant expiresAt) {
    public ChallengeClaims {
        TokenText.require(user, token);
        TokenText.requireLife(issuedAt, expiresAt);
    }
}
