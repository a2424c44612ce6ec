package io.cfguardian.domain.bytes;

/** What names may be made of. */
public final class Ascii {

    private Ascii() {}

    /** Whether {@code text} has nothing but characters from space to tilde. */
    public static boolean isPrintable(String text) {
        return isAllAbove(text, ' ' - 1);
    }

    /** Whether {@code text} has nothing but characters from exclamation mark to tilde. */
    public static boolean isVisible(String text) {
        return isAllAbove(text, ' ');
    }

    /** A loop: it runs several times for each request, and a stream costs ten times as much. */
    private static boolean isAllAbove(String text, int last) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= last || c >= 0x7f) {
                return false;
            }
        }
        return true;
    }
}
