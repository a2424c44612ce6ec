package io.cfguardian.app.identity.session;

import java.time.Duration;

/**
 * What a signed-in client holds.
 *
 * @param accessToken opens the API
 * @param refreshToken gets the next pair, once
 * @param expiresIn how long the access token lasts
 * @param restricted whether it opens the own account only, until a second factor is set up
 */
public record TokenPair(String accessToken, String refreshToken, Duration expiresIn, boolean restricted) {

    @Override
    public String toString() {
        return "TokenPair[(hidden)]";
    }
}
