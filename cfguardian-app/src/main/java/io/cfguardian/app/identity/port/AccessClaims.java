package io.cfguardian.app.identity.port;

import java.time.Instant;

/**
 * What an access token says. Times have whole seconds.
 *
 * @param user the user's id, claim {@code sub}
 * @param session the session's id, claim {@code sid}
 * @param token the token's own id, claim {@code jti}
 * @param issuedAt when it was made, and from when it holds
 * @param expiresAt when it ends, after {@code issuedAt}
 */
public record AccessClaims(String user, String session, String token, Instant issuedAt, Instant expiresAt) {
    public AccessClaims {
        TokenText.require(user, session, token);
        TokenText.requireLife(issuedAt, expiresAt);
    }
}
