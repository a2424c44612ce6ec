package io.cfguardian.domain.bytes;

/** What a text must be to have a UTF-8 form of its own. */
public final class Unicode {

    private Unicode() {}

    /** Whether every surrogate in {@code text} is one of a pair. Half a pair has no UTF-8 form; encoders put "?" for it. */
    public static boolean isWellFormed(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                i++;
                if (Character.isLowSurrogate(c) || i == length || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
