package io.cfguardian.domain.document;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Unicode;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonNull;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one text of a JSON value: the JSON Canonicalization Scheme (RFC 8785) with numbers kept as exact decimals instead
 * of being rounded to doubles. Members are sorted by the UTF-16 code units of their names, there is no white space, and
 * a number is laid out as ECMAScript does (Number::toString), from its own digits. Two values are equal if and only if
 * their canonical bytes are.
 */
public final class CanonicalJson {

    private static final int PLAIN_DIGITS_MAX = 21;
    private static final int LEADING_ZEROS_MAX = 6;

    /** Each whole number of so many digits is a {@code long}. */
    private static final int LONG_DIGITS = 18;

    private final StringBuilder out = new StringBuilder();

    private CanonicalJson() {}

    /**
     * The canonical form of {@code value} in UTF-8.
     *
     * @throws IllegalArgumentException when a string holds half of a surrogate pair, which no UTF-8 tells from a "?"
     */
    public static Bytes bytes(JsonValue value) {
        CanonicalJson writer = new CanonicalJson();
        writer.write(value);
        String text = writer.out.toString();
        if (!Unicode.isWellFormed(text)) {
            throw new IllegalArgumentException("a string of the value holds half of a surrogate pair");
        }
        return Bytes.utf8(text);
    }

    private void write(JsonValue value) {
        switch (value) {
            case JsonNull ignored -> out.append("null");
            case JsonBoolean(boolean truth) -> out.append(truth);
            case JsonNumber(BigDecimal number) -> write(number);
            case JsonString(String text) -> write(text);
            case JsonArray array -> write(array);
            case JsonObject object -> write(object);
        }
    }

    private void write(JsonArray array) {
        char separator = '[';
        for (JsonValue element : array.elements()) {
            out.append(separator);
            write(element);
            separator = ',';
        }
        out.append(separator == '[' ? "[]" : "]");
    }

    private void write(JsonObject object) {
        char separator = '{';
        for (Map.Entry<String, JsonValue> member : new TreeMap<>(object.members()).entrySet()) {
            out.append(separator);
            write(member.getKey());
            out.append(':');
            write(member.getValue());
            separator = ',';
        }
        out.append(separator == '{' ? "{}" : "}");
    }

    private void write(String text) {
        out.append('"');
        int plain = 0;
        while (plain < text.length() && isPlain(text.charAt(plain))) {
            plain++;
        }
        out.append(text, 0, plain);
        for (int i = plain; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00").append(c < 0x10 ? "0" : "1").append("0123456789abcdef".charAt(c & 0xf));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isPlain(char c) {
        return c >= 0x20 && c != '"' && c != '\\';
    }

    /** Lays out 0.d1d2…dk × 10^n as ECMA-262, Number::toString, does. */
    private void write(BigDecimal number) {
        if (number.signum() == 0) {
            out.append('0');
            return;
        }
        if (number.scale() == 0 && number.precision() <= LONG_DIGITS) {
            out.append(number.longValue());
            return;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        String digits = stripped.unscaledValue().abs().toString();
        int k = digits.length();
        int n = k - stripped.scale();
        if (stripped.signum() < 0) {
            out.append('-');
        }
        if (k <= n && n <= PLAIN_DIGITS_MAX) {
            out.append(digits).repeat('0', n - k);
        } else if (0 < n && n <= PLAIN_DIGITS_MAX) {
            out.append(digits, 0, n).append('.').append(digits, n, k);
        } else if (-LEADING_ZEROS_MAX < n && n <= 0) {
            out.append("0.").repeat('0', -n).append(digits);
        } else {
            out.append(digits.charAt(0));
            if (k > 1) {
                out.append('.').append(digits, 1, k);
            }
            out.append('e').append(n > 0 ? "+" : "-").append(Math.abs(n - 1));
        }
    }
}
