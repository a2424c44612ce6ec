package io.cfguardian.app.identity;

import io.cfguardian.app.identity.port.Secrets;
import io.cfguardian.domain.key.UserId;

/** Ids of users that nobody chose: {@code u-} and ten random characters of Base32, 50 bits. */
public final class DrawnUserId {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int CHARS = 10;

    private DrawnUserId() {}

    /** A new one. */
    public static UserId draw(Secrets secrets) {
        StringBuilder id = new StringBuilder("u-");
        for (byte random : secrets.random(CHARS).toByteArray()) {
            id.append(ALPHABET.charAt(random & (ALPHABET.length() - 1)));
        }
        return new UserId(id.toString());
    }
}
