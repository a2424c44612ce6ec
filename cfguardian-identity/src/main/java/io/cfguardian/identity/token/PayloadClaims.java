package io.cfguardian.identity.token;

import io.cfguardian.app.identity.port.AccessClaims;
import io.cfguardian.app.identity.port.ChallengeClaims;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The claims that a payload must have, with their types; issuer and audience are java-jwt's to compare. Claims of other
 * names are left alone (RFC 7519, section 4).
 */
final class PayloadClaims {

    /** The session's id (OpenID Connect Front-Channel Logout, section 3). */
    static final String SESSION = "sid";

    /** The last second that has four digits for its year. */
    private static final long TIME_MAX = 253_402_300_799L;

    private PayloadClaims() {}

    static AccessClaims access(FlatJson payload) throws MalformedToken {
        requireStart(payload);
        return new AccessClaims(
                id(payload, "sub"), id(payload, SESSION), id(payload, "jti"), time(payload, "iat"), end(payload));
    }

    static ChallengeClaims challenge(FlatJson payload) throws MalformedToken {
        requireStart(payload);
        return new ChallengeClaims(id(payload, "sub"), id(payload, "jti"), time(payload, "iat"), end(payload));
    }

    /** java-jwt compares it when it is there; here it has to be there. */
    private static void requireStart(FlatJson payload) throws MalformedToken {
        time(payload, "nbf");
    }

    private static Instant end(FlatJson payload) throws MalformedToken {
        Instant end = time(payload, "exp");
        if (!time(payload, "iat").isBefore(end)) {
            throw new MalformedToken("an end before the beginning");
        }
        return end;
    }

    private static String id(FlatJson payload, String name) throws MalformedToken {
        @Nullable String id = payload.text(name);
        if (id == null || id.isEmpty() || id.length() > 128 || id.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new MalformedToken("a claim that has to be an id is none");
        }
        return id;
    }

    private static Instant time(FlatJson payload, String name) throws MalformedToken {
        @Nullable Long seconds = payload.number(name);
        if (seconds == null || seconds < 0 || seconds > TIME_MAX) {
            throw new MalformedToken("a claim that has to be a time is none");
        }
        return Instant.ofEpochSecond(seconds);
    }
}
