package io.cfguardian.document.pattern;

/** A place in the text of an expression, and what can be read there without knowing what is around it. */
final class PatternCursor {

    private final String source;
    private int at;

    PatternCursor(String source) {
        this.source = source;
    }

    boolean isAtEnd() {
        return at == source.length();
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    /** Where {@code end} comes next; -1 when it does not. */
    int indexOf(char end) {
        return source.indexOf(end, at);
    }

    String textUpTo(int end) {
        return source.substring(at, end);
    }

    boolean isBefore(String expected) {
        return source.startsWith(expected, at);
    }

    int next() {
        int c = source.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    boolean take(String expected) {
        if (source.startsWith(expected, at)) {
            at += expected.length();
            return true;
        }
        return false;
    }

    /** The code point of an escape that stands for one, after the backslash and {@code c}. */
    int characterEscape(int c) throws UnusablePattern {
        return switch (c) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'v' -> 0x0B;
            case 'f' -> '\f';
            case 'r' -> '\r';
            case '0' -> {
                if (at < source.length() && isDigit(source.charAt(at))) {
                    throw unusable("octal escapes are not known");
                }
                yield 0;
            }
            case 'c' -> {
                int letter = at < source.length() ? next() : 0;
                if (!isLetter(letter)) {
                    throw unusable("the escape \\c is not followed by a letter");
                }
                yield letter % 32;
            }
            case 'x' -> hexadecimal(2);
            case 'u' -> unicodeEscape();
            default -> {
                if (isLetter(c) || isDigit(c)) {
                    throw unusable("the escape \\" + (char) c + " is not in ECMA-262");
                }
                yield c;
            }
        };
    }

    private int unicodeEscape() throws UnusablePattern {
        if (take("{")) {
            int end = source.indexOf('}', at);
            if (end < 0 || end - at > 6) {
                throw unusable("the escape \\u{ is not closed");
            }
            int codePoint = hexadecimal(end - at);
            at = end + 1;
            if (!Character.isValidCodePoint(codePoint)) {
                throw unusable("an escape is beyond the last code point");
            }
            return codePoint;
        }
        int first = hexadecimal(4);
        if (Character.isHighSurrogate((char) first) && source.startsWith("\\u", at)) {
            int before = at;
            at += 2;
            int second = source.startsWith("{", at) ? 0 : hexadecimal(4);
            if (Character.isLowSurrogate((char) second)) {
                return Character.toCodePoint((char) first, (char) second);
            }
            at = before;
        }
        return first;
    }

    private int hexadecimal(int digits) throws UnusablePattern {
        if (digits < 1 || at + digits > source.length()) {
            throw unusable("an escape has too few hexadecimal digits");
        }
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(source.charAt(at++), 16);
            if (digit < 0) {
                throw unusable("an escape has too few hexadecimal digits");
            }
            value = value * 16 + digit;
        }
        return value;
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    UnusablePattern unusable(String reason) {
        return new UnusablePattern(
                "not a regular expression of ECMA-262: " + reason + " (before character " + (at + 1) + ")");
    }
}
