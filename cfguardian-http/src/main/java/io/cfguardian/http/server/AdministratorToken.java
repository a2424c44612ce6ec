package io.cfguardian.http.server;

import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.key.Principal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** Knows one bearer token (RFC 6750), the administrator's. Keeps only its digest. Used by many threads. */
public final class AdministratorToken implements Authenticator {

    /** 256 bits as 43 characters of Base64 without padding, or 64 of hexadecimal. */
    private static final int CHARS_MIN = 32;

    private static final String SCHEME = "bearer ";

    private final byte[] digest;

    /**
     * Accepts {@code token}.
     *
     * @throws IllegalArgumentException when it has fewer than 32 characters; the message does not show it
     */
    public AdministratorToken(String token) {
        if (token.length() < CHARS_MIN) {
            throw new IllegalArgumentException(
                    "an administrator token has at least %d characters, got %d".formatted(CHARS_MIN, token.length()));
        }
        this.digest = sha256(token);
    }

    @Override
    public Identity authenticate(String authorization) {
        if (authorization.isEmpty()) {
            return new Unknown("The request carries no bearer token.");
        }
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return new Unknown("The scheme of Authorization is not Bearer.");
        }
        String token = authorization.substring(SCHEME.length()).strip();
        // Digests have one length, so the comparison takes the same time whatever was sent.
        return MessageDigest.isEqual(digest, sha256(token))
                ? new Known(new Actor.Node(new Principal("admin")), null)
                : new Unknown("The bearer token is not valid.");
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
