package io.cfguardian.app.search;

import io.cfguardian.domain.document.JsonValue.JsonNumber;
import java.math.BigDecimal;

/** Reads integers, numbers and strings of a query (RFC 9535, 2.3 and 2.3.5.1). */
final class LiteralReader {

    // RFC 9535, 2.1: the integers of I-JSON, which every reader of doubles knows exactly.
    private static final long INTEGER_MAX = (1L << 53) - 1;
    private static final int INTEGER_DIGITS_MAX = 16;

    // A double's decimal exponent reaches from -324 (subnormal) to 308.
    private static final long EXPONENT_MIN = -324;
    private static final long EXPONENT_MAX = 308;

    private final PathCursor cursor;

    LiteralReader(PathCursor cursor) {
        this.cursor = cursor;
    }

    boolean isAtNumber() {
        return cursor.isAtDigit() || cursor.peek() == '-';
    }

    boolean isAtString() {
        return cursor.peek() == '\'' || cursor.peek() == '"';
    }

    /** The integer that begins here, of an index or a slice. */
    long integer() throws UnreadablePath {
        int begin = cursor.position();
        takeInteger();
        String digits = cursor.textFrom(begin);
        if (digits.equals("-0")) {
            throw cursor.refusedAt(begin, "-0 is no index");
        }
        int count = digits.startsWith("-") ? digits.length() - 1 : digits.length();
        if (count > INTEGER_DIGITS_MAX || Math.abs(Long.parseLong(digits)) > INTEGER_MAX) {
            throw cursor.refusedAt(begin, "an integer is beyond " + INTEGER_MAX + ", the largest that is safe");
        }
        return Long.parseLong(digits);
    }

    /** The number that begins here, of a comparison. */
    JsonNumber number() throws UnreadablePath {
        int begin = cursor.position();
        takeInteger();
        if (cursor.take('.')) {
            takeDigits();
        }
        if (cursor.take('e') || cursor.take('E')) {
            if (!cursor.take('-')) {
                cursor.take('+');
            }
            takeDigits();
        }
        return decimal(cursor.textFrom(begin), begin);
    }

    private void takeInteger() throws UnreadablePath {
        cursor.take('-');
        boolean isZero = cursor.peek() == '0';
        takeOneDigit();
        if (isZero && cursor.isAtDigit()) {
            throw cursor.refused("a number does not begin with 0 and another digit");
        }
        cursor.skipDigits();
    }

    private void takeDigits() throws UnreadablePath {
        takeOneDigit();
        cursor.skipDigits();
    }

    private void takeOneDigit() throws UnreadablePath {
        if (!cursor.isAtDigit()) {
            throw cursor.unexpected("a digit");
        }
        cursor.next();
    }

    private JsonNumber decimal(String text, int begin) throws UnreadablePath {
        if (isZero(text)) {
            return new JsonNumber(BigDecimal.ZERO);
        }
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException e) {
            // The syntax is right, so only the exponent can be too long for an int.
            throw outOfRange(begin);
        }
        // The exponent comes first: converting 1e-2000000000 to a double would take long.
        long exponent = (long) value.precision() - value.scale() - 1;
        if (exponent < EXPONENT_MIN
                || exponent > EXPONENT_MAX
                || value.doubleValue() == 0.0
                || Double.isInfinite(value.doubleValue())) {
            throw outOfRange(begin);
        }
        return new JsonNumber(value);
    }

    private static boolean isZero(String number) {
        return number.chars().takeWhile(c -> c != 'e' && c != 'E').noneMatch(c -> c >= '1' && c <= '9');
    }

    private UnreadablePath outOfRange(int begin) {
        return cursor.refusedAt(begin, "a number is outside the range of a double (5e-324 to 1.8e308)");
    }

    /** The string that begins here, without its quotes and escapes. */
    String string() throws UnreadablePath {
        int begin = cursor.position();
        int quote = cursor.next();
        StringBuilder string = new StringBuilder();
        while (true) {
            int c = cursor.peek();
            if (c == PathCursor.END) {
                throw cursor.refused("the string that begins at character " + (begin + 1) + " is not closed");
            }
            if (c < ' ') {
                throw cursor.refused("a control character stands in a string only as an escape");
            }
            cursor.next();
            if (c == quote) {
                return string.toString();
            }
            string.appendCodePoint(c == '\\' ? escaped(quote) : c);
        }
    }

    /** The code point of an escape, after its backslash. */
    private int escaped(int quote) throws UnreadablePath {
        int c = cursor.peek();
        if (c == quote) {
            return cursor.next();
        }
        int codePoint = switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '/', '\\', 'u' -> c;
            default -> throw cursor.unexpected("b, f, n, r, t, u, '/', '\\' or the string's own quote after '\\'");
        };
        cursor.next();
        return c == 'u' ? unicodeEscaped() : codePoint;
    }

    private int unicodeEscaped() throws UnreadablePath {
        int begin = cursor.position();
        char first = hexadecimal();
        if (!Character.isSurrogate(first)) {
            return first;
        }
        if (Character.isHighSurrogate(first) && cursor.take("\\u")) {
            char second = hexadecimal();
            if (Character.isLowSurrogate(second)) {
                return Character.toCodePoint(first, second);
            }
        }
        throw cursor.refusedAt(begin, "an escape is half of a surrogate pair");
    }

    private char hexadecimal() throws UnreadablePath {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int c = cursor.peek();
            // Character.digit alone would also know digits of other scripts.
            int digit = c < 0x7F ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw cursor.unexpected("four hexadecimal digits after '\\u'");
            }
            cursor.next();
            value = value * 16 + digit;
        }
        return (char) value;
    }
}
