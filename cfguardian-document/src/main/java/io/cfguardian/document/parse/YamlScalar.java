package io.cfguardian.document.parse;

import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonNull;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonString;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a YAML scalar stands for under the core schema of YAML 1.2.2 (section 10.3): {@code yes}, {@code on}, dates and
 * {@code 1_000} are strings. Infinity and NaN have no JSON value and are refused.
 */
final class YamlScalar {

    private static final String PREFIX = "tag:yaml.org,2002:";

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUES = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSES = Set.of("false", "False", "FALSE");
    private static final Set<String> NOT_NUMBERS = Set.of(".nan", ".NaN", ".NAN");
    private static final Pattern INFINITY = Pattern.compile("[-+]?\\.(inf|Inf|INF)");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]++");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]++");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]++");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]++|[0-9]++(\\.[0-9]*+)?)([eE][-+]?[0-9]++)?");

    private final ParserLimits limits;
    private final NumberText numbers;

    YamlScalar(ParserLimits limits) {
        this.limits = limits;
        this.numbers = new NumberText(limits.numberCharsMax());
    }

    /**
     * The value of a scalar.
     *
     * @param tag the tag written before it, null when there is none
     * @param isPlain whether it is written without quotes and not as a block
     */
    JsonValue resolve(@Nullable String tag, boolean isPlain, String text) {
        if (tag == null) {
            return isPlain ? plain(text) : new JsonString(text);
        }
        if (tag.equals("!")) {
            return new JsonString(text);
        }
        if (!tag.startsWith(PREFIX)) {
            throw unknownTag();
        }
        return switch (tag.substring(PREFIX.length())) {
            case "str" -> new JsonString(text);
            case "null" -> require(JsonNull.class, text);
            case "bool" -> require(JsonBoolean.class, text);
            case "int" -> requireInteger(text);
            case "float" -> require(JsonNumber.class, text);
            default -> throw unknownTag();
        };
    }

    static MalformedText unknownTag() {
        return new MalformedText(
                "a tag that has no JSON value; known are !!str, !!int, !!float, !!bool, !!null, !!seq, !!map");
    }

    private JsonValue plain(String text) {
        if (NULLS.contains(text)) {
            return JsonNull.NULL;
        }
        if (TRUES.contains(text)) {
            return new JsonBoolean(true);
        }
        if (FALSES.contains(text)) {
            return new JsonBoolean(false);
        }
        char first = text.charAt(0);
        // Most scalars are words: spare them the patterns.
        if (first != '.' && first != '-' && first != '+' && (first < '0' || first > '9')) {
            return new JsonString(text);
        }
        if (NOT_NUMBERS.contains(text) || INFINITY.matcher(text).matches()) {
            throw new MalformedText("infinity and not-a-number have no JSON value");
        }
        if (DECIMAL.matcher(text).matches() || FLOAT.matcher(text).matches()) {
            return numbers.parse(text);
        }
        if (OCTAL.matcher(text).matches()) {
            return radix(text, 8);
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return radix(text, 16);
        }
        return new JsonString(text);
    }

    private JsonNumber radix(String text, int radix) {
        if (text.length() > limits.numberCharsMax()) {
            throw new MalformedText("a number has more than " + limits.numberCharsMax() + " characters");
        }
        return numbers.parse(new BigInteger(text.substring(2), radix).toString());
    }

    private JsonValue require(Class<? extends JsonValue> kind, String text) {
        JsonValue value = plain(text);
        if (!kind.isInstance(value)) {
            throw new MalformedText("a scalar is not of the type that its tag says");
        }
        return value;
    }

    private JsonValue requireInteger(String text) {
        JsonValue value = require(JsonNumber.class, text);
        if (value instanceof JsonNumber number && number.value().scale() > 0) {
            throw new MalformedText("a scalar is not of the type that its tag says");
        }
        return value;
    }
}
