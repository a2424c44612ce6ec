package io.cfguardian.domain.key;

/** A key that does not match the grammar {@code [a-z0-9]([a-z0-9._-]{0,126}[a-z0-9])?}. Nothing was read or written. */
public final class InvalidKey extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN_CHARS_MAX = 160;

    InvalidKey(String kind, String key) {
        super("a " + kind + " key has 1 to 128 characters of a-z, 0-9, '.', '_' and '-', and begins and ends with a"
                + " letter or digit; got \"" + shown(key) + "\"");
    }

    private static String shown(String key) {
        StringBuilder text = new StringBuilder();
        key.codePoints()
                .limit(SHOWN_CHARS_MAX)
                .forEach(c -> text.appendCodePoint(
                        Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c));
        return key.length() > SHOWN_CHARS_MAX ? text.append('…').toString() : text.toString();
    }
}
