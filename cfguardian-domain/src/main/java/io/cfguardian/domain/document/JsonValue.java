package io.cfguardian.domain.document;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A JSON value (RFC 8259), whatever notation it was written in. Numbers are exact decimals; objects keep the order in
 * which their members were written, but are equal without regard to it. At most 128 levels deep, which the parser
 * enforces: everything that walks a value may recurse.
 */
public sealed interface JsonValue {

    /** {@code null}. */
    enum JsonNull implements JsonValue {
        NULL
    }

    /** {@code true} or {@code false}. */
    record JsonBoolean(boolean value) implements JsonValue {
        @Override
        public String toString() {
            return "a boolean";
        }
    }

    /**
     * A number, equal by numeric value: 1.0 is 1.
     *
     * @param value within the range of an IEEE 754 double; trailing zeros are stripped
     */
    record JsonNumber(BigDecimal value) implements JsonValue {
        public JsonNumber {
            value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        }

        @Override
        public String toString() {
            return "a number";
        }
    }

    /** A string without lone surrogates. */
    record JsonString(String value) implements JsonValue {
        @Override
        public String toString() {
            return "a string of " + value.length() + " characters";
        }
    }

    /** An array. */
    record JsonArray(List<JsonValue> elements) implements JsonValue {
        public JsonArray {
            elements = List.copyOf(elements);
        }

        @Override
        public String toString() {
            return "an array of " + elements.size();
        }
    }

    /** An object with distinct member names. */
    record JsonObject(SequencedMap<String, JsonValue> members) implements JsonValue {
        public JsonObject {
            members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
        }

        @Override
        public String toString() {
            return "an object of " + members.size();
        }
    }
}
