package io.cfguardian.domain.key;

/**
 * Names a session. Not a secret: it stands in access tokens and in the list of sessions.
 *
 * @param value 32 characters of lower-case hexadecimal
 */
public record SessionId(String value) {

    private static final int CHARS = 32;

    public SessionId {
        if (value.length() != CHARS || !isHexadecimal(value)) {
            throw new IllegalArgumentException("a session id has 32 characters of lower-case hexadecimal");
        }
    }

    private static boolean isHexadecimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
