package io.cfguardian.app.search;

/** A place in the text of a query, and what can be read there without knowing what is around it. Confined to one thread. */
final class PathCursor {

    /** What {@link #peek} sees at the end. */
    static final int END = -1;

    private final String text;
    private int at;

    PathCursor(String text) {
        this.text = text;
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    /** The character here, {@link #END} when there is none. */
    int peek() {
        return at < text.length() ? text.codePointAt(at) : END;
    }

    /** Takes the character that {@link #peek} sees, which is there. */
    int next() {
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    boolean isBefore(String expected) {
        return text.startsWith(expected, at);
    }

    boolean take(String expected) {
        if (text.startsWith(expected, at)) {
            at += expected.length();
            return true;
        }
        return false;
    }

    boolean take(char expected) {
        if (peek() == expected) {
            at++;
            return true;
        }
        return false;
    }

    void expect(char expected, String where) throws UnreadablePath {
        if (!take(expected)) {
            throw unexpected("'" + expected + "' " + where);
        }
    }

    void skipBlanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    String textFrom(int begin) {
        return text.substring(begin, at);
    }

    boolean isAtDigit() {
        return isDigit(peek());
    }

    void skipDigits() {
        while (isAtDigit()) {
            at++;
        }
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** The refusal of what is here, where {@code expected} should be. */
    UnreadablePath unexpected(String expected) {
        return refused("expected " + expected + ", found " + found());
    }

    /** The refusal of what is here. */
    UnreadablePath refused(String reason) {
        return refusedAt(at, reason);
    }

    UnreadablePath refusedAt(int position, String reason) {
        return new UnreadablePath(reason, position + 1);
    }

    private String found() {
        int c = peek();
        if (c == END) {
            return "the end";
        }
        boolean isPlain = c > ' ' && c < 0x7F;
        return isPlain ? "'" + (char) c + "'" : "U+%04X".formatted(c);
    }
}
