package io.cfguardian.domain.key;

/**
 * The one grammar of keys: {@code [a-z0-9]([a-z0-9._-]{0,126}[a-z0-9])?}. Written as a loop because the keys of every
 * read and write pass here.
 */
final class KeyGrammar {

    static final int CHARS_MAX = 128;

    private KeyGrammar() {}

    /**
     * The key itself when it matches.
     *
     * @throws InvalidKey when it does not
     */
    static String check(String kind, String key) {
        int length = key.length();
        boolean valid = length > 0
                && length <= CHARS_MAX
                && isAlphanumeric(key.charAt(0))
                && isAlphanumeric(key.charAt(length - 1));
        for (int i = 1; valid && i < length - 1; i++) {
            char c = key.charAt(i);
            valid = isAlphanumeric(c) || c == '.' || c == '_' || c == '-';
        }
        if (!valid) {
            throw new InvalidKey(kind, key);
        }
        return key;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
