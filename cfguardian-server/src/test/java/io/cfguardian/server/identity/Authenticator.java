package io.cfguardian.server.identity;

import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The app on somebody's phone (RFC 6238): makes codes of a secret, each of a later step than the one before. */
final class Authenticator {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STEP_SECONDS = 30;
    private static final Duration STEP_MAX = Duration.ofSeconds(2 * STEP_SECONDS);

    private final byte[] secret;
    private long lastStep;

    /** An app that was shown {@code typed}; its first code is of the step before this one, the oldest that is taken. */
    Authenticator(String typed) {
        this.secret = decode(typed);
        this.lastStep = step() - 2;
    }

    /** The secret's bytes. */
    byte[] secret() {
        return secret.clone();
    }

    /** A code that was never made before; waits until a clock that is a step ahead shows it. */
    String next() {
        // A step that has become too old meanwhile is of no use.
        long next = Math.max(lastStep + 1, step() - 1);
        await("the next step").atMost(STEP_MAX).until(() -> next <= step() + 1);
        lastStep = next;
        return code(next);
    }

    /** A code of six digits that is right at no time near. */
    String wrong() {
        for (int candidate = 0; ; candidate++) {
            String code = String.format(Locale.ROOT, "%06d", candidate);
            boolean right = false;
            for (long step = step() - 3; step <= step() + 3; step++) {
                right |= code(step).equals(code);
            }
            if (!right) {
                return code;
            }
        }
    }

    private static long step() {
        return Instant.now().getEpochSecond() / STEP_SECONDS;
    }

    private String code(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int truncated = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fff_ffff;
            return String.format(Locale.ROOT, "%06d", truncated % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decode(String typed) {
        ByteBuffer bytes = ByteBuffer.allocate(typed.length() * 5 / 8);
        int bits = 0;
        int held = 0;
        for (int i = 0; i < typed.length(); i++) {
            bits = bits << 5 | BASE32.indexOf(typed.charAt(i));
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes.put((byte) (bits >> held));
            }
        }
        return bytes.array();
    }
}
