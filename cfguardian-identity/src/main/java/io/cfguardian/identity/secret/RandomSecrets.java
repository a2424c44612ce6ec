package io.cfguardian.identity.secret;

import io.cfguardian.app.identity.port.Secrets;
import io.cfguardian.domain.bytes.Bytes;
import java.security.SecureRandom;

/** Secrets from the operating system's random source. Used by many threads. */
public final class RandomSecrets implements Secrets {

    private static final int LENGTH_BYTES_MAX = 1024;

    private static final int PASSWORD_GROUPS = 4;
    private static final int PASSWORD_GROUP_CHARS = 6;

    private final SecureRandom random = new SecureRandom();

    @Override
    public Bytes random(int lengthBytes) {
        if (lengthBytes < 1 || lengthBytes > LENGTH_BYTES_MAX) {
            throw new IllegalArgumentException("a random secret has 1 to 1024 bytes, wanted " + lengthBytes);
        }
        byte[] bytes = new byte[lengthBytes];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }

    @Override
    public String password() {
        return ReadableCode.draw(random, PASSWORD_GROUPS, PASSWORD_GROUP_CHARS);
    }
}
