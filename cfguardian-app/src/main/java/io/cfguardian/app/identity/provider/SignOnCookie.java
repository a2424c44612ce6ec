package io.cfguardian.app.identity.provider;

import io.cfguardian.app.identity.port.Sealing;
import io.cfguardian.app.identity.port.Sealing.Opened;
import io.cfguardian.app.identity.port.Sealing.Unopenable;
import io.cfguardian.app.identity.port.SignOnFlow;
import io.cfguardian.domain.bytes.Bytes;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Keeps a sign-on under way in the browser that began it, sealed: nobody can read, change or invent one, and none serves
 * another provider or a later time. Every node of the cluster can open it.
 */
final class SignOnCookie {

    /** More than a cookie ever has. */
    private static final int CHARS_MAX = 1_024;

    private final Sealing sealing;
    private final Bytes key;
    private final String purpose;

    /** @param key of the cluster, for this alone */
    SignOnCookie(Sealing sealing, Bytes key, String provider) {
        this.sealing = sealing;
        this.key = key;
        this.purpose = "sign-on/" + provider;
    }

    /** A text of letters, digits, '-' and '_'. */
    String seal(SignOnFlow flow, Instant expires) {
        Bytes plain = Bytes.utf8(expires.toEpochMilli() + ":" + flow.text());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(sealing.seal(key, purpose, plain).toByteArray());
    }

    /** The sign-on that {@link #seal} was given, if its time is not over. */
    Optional<SignOnFlow> open(String cookie, Instant now) {
        if (cookie.isEmpty() || cookie.length() > CHARS_MAX) {
            return Optional.empty();
        }
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(cookie);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return switch (sealing.open(key, purpose, Bytes.of(sealed))) {
            case Opened(Bytes plain) -> parse(plain.utf8(), now);
            case Unopenable.UNOPENABLE -> Optional.empty();
        };
    }

    private static Optional<SignOnFlow> parse(String plain, Instant now) {
        int colon = plain.indexOf(':');
        Instant expires = Instant.ofEpochMilli(Long.parseLong(plain.substring(0, colon)));
        return now.isBefore(expires) ? SignOnFlow.parse(plain.substring(colon + 1)) : Optional.empty();
    }
}
