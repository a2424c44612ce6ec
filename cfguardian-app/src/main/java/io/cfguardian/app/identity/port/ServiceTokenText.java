package io.cfguardian.app.identity.port;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.key.InvalidKey;
import io.cfguardian.domain.key.ProjectKey;
import java.util.Base64;
import java.util.Optional;

/**
 * A service token: {@code cfgs_<project>/<key>/<secret>}, the secret in Base64url. It tells whose it is, so that one that
 * is found somewhere can be revoked.
 *
 * @param project the project it belongs to
 * @param key the token's key in the project; the grammar is that of a project's key
 * @param secret 32 bytes
 */
public record ServiceTokenText(ProjectKey project, String key, Bytes secret) {

    /** What every service token begins with. */
    public static final String PREFIX = "cfgs_";

    /** The length of the secret. */
    public static final int SECRET_BYTES = 32;

    private static final int PARTS = 3;

    public ServiceTokenText {
        if (secret.size() != SECRET_BYTES) {
            throw new IllegalArgumentException("a service token's secret has 32 bytes, got " + secret.size());
        }
        if (!isKey(key)) {
            throw new IllegalArgumentException("a service token's key has the grammar of keys");
        }
    }

    /** Reads what {@link #text} wrote; empty when it is anything else, a second spelling of the same bytes included. */
    public static Optional<ServiceTokenText> parse(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] parts = text.substring(PREFIX.length()).split("/", PARTS + 1);
        if (parts.length != PARTS || !isKey(parts[0]) || !isKey(parts[1])) {
            return Optional.empty();
        }
        return Base64Text.decode(parts[2], SECRET_BYTES)
                .map(secret -> new ServiceTokenText(new ProjectKey(parts[0]), parts[1], Bytes.of(secret)));
    }

    private static boolean isKey(String text) {
        try {
            return !new ProjectKey(text).value().isEmpty();
        } catch (InvalidKey e) {
            return false;
        }
    }

    /** The token as it is handed out. */
    public String text() {
        return PREFIX + project.value() + "/" + key + "/"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(secret.toByteArray());
    }

    /** Whether {@code digest} is that of the secret; takes as long when it is not. */
    public boolean secretIs(Hash digest) {
        return Base64Text.digestIs(secret, digest);
    }

    @Override
    public String toString() {
        return PREFIX + project.value() + "/" + key + "/***";
    }
}
