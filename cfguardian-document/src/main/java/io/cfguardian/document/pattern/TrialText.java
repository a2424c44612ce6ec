package io.cfguardian.document.pattern;

import java.io.Serial;

/** A string that may be looked at so often and no more, by an engine that may not come to an end. Confined to one thread. */
final class TrialText implements CharSequence {

    /** Ends a trial; it says nothing of the string. */
    static final class Over extends Error {

        @Serial
        private static final long serialVersionUID = 1L;

        private Over() {
            super("looked too often", null, false, false);
        }
    }

    private final String text;
    private final long looksMax;
    private long looks;

    TrialText(String text, long looksMax) {
        this.text = text;
        this.looksMax = looksMax;
    }

    /** How many characters were looked at, those that were looked at again included. */
    long looks() {
        return looks;
    }

    @Override
    public char charAt(int index) {
        if (++looks > looksMax) {
            throw new Over();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
