package io.cfguardian.identity.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What messages are signed with, as Standard Webhooks 1.0 has it: {@code whsec_} and the base64 of 24 to 64 random bytes.
 * Used by many threads.
 */
public final class SigningSecret {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES_MIN = 24;
    private static final int BYTES_MAX = 64;

    private final SecretKeySpec key;

    private SigningSecret(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none; the message does not show it
     */
    public static SigningSecret parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a signing secret begins with " + PREFIX);
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.substring(PREFIX.length()));
        } catch (IllegalArgumentException shown) {
            // Its message would show a part of the secret.
            throw new IllegalArgumentException("a signing secret is base64 after " + PREFIX);
        }
        if (bytes.length < BYTES_MIN || bytes.length > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a signing secret has " + BYTES_MIN + " to " + BYTES_MAX + " bytes, got " + bytes.length);
        }
        return new SigningSecret(new SecretKeySpec(bytes, ALGORITHM));
    }

    /**
     * The value of {@code webhook-signature}: HMAC-SHA-256 over id, time and body with dots between them.
     *
     * @param id without dots
     * @param epochSeconds of the attempt
     */
    String sign(String id, long epochSeconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(ascii(id + "." + epochSeconds + "."));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}
