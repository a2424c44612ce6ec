package io.cfguardian.app.identity.port;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The grammar of the texts and times in a token. */
final class TokenText {

    private static final int CHARS_MAX = 128;

    private TokenText() {}

    static void require(String... ids) {
        for (String id : ids) {
            if (id.isEmpty() || id.length() > CHARS_MAX || id.chars().anyMatch(c -> c <= ' ' || c > '~')) {
                throw new IllegalArgumentException("an id in a token has 1 to 128 printable ASCII characters");
            }
        }
    }

    static void requireLife(Instant issuedAt, Instant expiresAt) {
        if (!isWholeSecond(issuedAt) || !isWholeSecond(expiresAt) || !issuedAt.isBefore(expiresAt)) {
            throw new IllegalArgumentException(
                    "a token's times are whole seconds in order, got " + issuedAt + " and " + expiresAt);
        }
    }

    private static boolean isWholeSecond(Instant time) {
        return time.equals(time.truncatedTo(ChronoUnit.SECONDS));
    }
}
