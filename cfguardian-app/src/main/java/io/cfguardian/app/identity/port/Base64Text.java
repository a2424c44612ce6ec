package io.cfguardian.app.identity.port;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/** Secrets as text: Base64url (RFC 4648) of a known length, in its one spelling; and their digests. */
final class Base64Text {

    private Base64Text() {}

    /** Exactly {@code lengthBytes} bytes; empty when {@code text} is not their one spelling. */
    static Optional<byte[]> decode(String text, int lengthBytes) {
        // The length first: what is sent may be large.
        if (text.length() != (lengthBytes * 8 + 5) / 6) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            // Bits beyond the last byte would make a second spelling.
            boolean canonical = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(text);
            return canonical ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether {@code digest} is the SHA-256 of {@code secret}, compared in constant time. */
    static boolean digestIs(Bytes secret, Hash digest) {
        return MessageDigest.isEqual(secret.sha256().toByteArray(), digest.toByteArray());
    }
}
