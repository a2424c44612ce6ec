package io.cfguardian.app.identity.port;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.key.UserId;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A refresh token: {@code cfgr_<user>/} and the Base64url form of a session's id and two secrets. The family's secret stays while
 * the session lives; the current one changes at each use. So a token that has the one and not the other was used before,
 * and a token that has neither was made up.
 *
 * @param user whose session it is
 * @param session 16 bytes
 * @param familySecret 32 bytes
 * @param currentSecret 32 bytes
 */
public record RefreshTokenText(UserId user, Bytes session, Bytes familySecret, Bytes currentSecret) {

    /** What every refresh token begins with. */
    public static final String PREFIX = "cfgr_";

    /** The length of a session's id. */
    public static final int SESSION_BYTES = 16;

    /** The length of each secret. */
    public static final int SECRET_BYTES = 32;

    private static final int TOTAL_BYTES = SESSION_BYTES + 2 * SECRET_BYTES;

    public RefreshTokenText {
        if (session.size() != SESSION_BYTES
                || familySecret.size() != SECRET_BYTES
                || currentSecret.size() != SECRET_BYTES) {
            throw new IllegalArgumentException("a refresh token has parts of 16, 32 and 32 bytes, got " + session.size()
                    + ", " + familySecret.size() + " and " + currentSecret.size());
        }
    }

    /** Reads what {@link #text} wrote; empty when it is anything else, a second spelling of the same bytes included. */
    public static Optional<RefreshTokenText> parse(String text) {
        int slash = text.indexOf('/');
        if (!text.startsWith(PREFIX) || slash < 0 || slash > PREFIX.length() + UserId.CHARS_MAX) {
            return Optional.empty();
        }
        return UserId.parse(text.substring(PREFIX.length(), slash))
                .flatMap(user -> Base64Text.decode(text.substring(slash + 1), TOTAL_BYTES)
                        .map(all -> new RefreshTokenText(
                                user,
                                part(all, 0, SESSION_BYTES),
                                part(all, SESSION_BYTES, SECRET_BYTES),
                                part(all, SESSION_BYTES + SECRET_BYTES, SECRET_BYTES))));
    }

    private static Bytes part(byte[] all, int from, int length) {
        return Bytes.of(Arrays.copyOfRange(all, from, from + length));
    }

    /** The token as it is handed out. */
    public String text() {
        byte[] all = new byte[TOTAL_BYTES];
        session.asByteBuffer().get(all, 0, SESSION_BYTES);
        familySecret.asByteBuffer().get(all, SESSION_BYTES, SECRET_BYTES);
        currentSecret.asByteBuffer().get(all, SESSION_BYTES + SECRET_BYTES, SECRET_BYTES);
        return PREFIX + user.value() + "/"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** Whether {@code digest} is that of the family's secret; takes as long when it is not. */
    public boolean familyIs(Hash digest) {
        return Base64Text.digestIs(familySecret, digest);
    }

    /** Whether {@code digest} is that of the current secret; takes as long when it is not. */
    public boolean currentIs(Hash digest) {
        return Base64Text.digestIs(currentSecret, digest);
    }

    @Override
    public String toString() {
        return PREFIX + "***";
    }
}
