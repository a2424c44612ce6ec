package io.cfguardian.app.search;

import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonNull;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** JSON values for tests, in few words. */
final class Values {

    static final JsonValue NULL = JsonNull.NULL;
    static final JsonValue TRUE = new JsonBoolean(true);
    static final JsonValue FALSE = new JsonBoolean(false);

    private Values() {}

    static JsonValue number(String decimal) {
        return new JsonNumber(new BigDecimal(decimal));
    }

    static JsonValue number(int value) {
        return number(Integer.toString(value));
    }

    static JsonValue string(String value) {
        return new JsonString(value);
    }

    static JsonValue array(JsonValue... elements) {
        return new JsonArray(Stream.of(elements).toList());
    }

    /** {@code [0, 1, ..., size - 1]}. */
    static JsonValue numbersUpTo(int size) {
        return array(IntStream.range(0, size).mapToObj(Values::number).toArray(JsonValue[]::new));
    }

    static JsonValue object() {
        return new JsonObject(new LinkedHashMap<>());
    }

    static JsonValue object(String name, JsonValue value) {
        LinkedHashMap<String, JsonValue> members = new LinkedHashMap<>();
        members.put(name, value);
        return new JsonObject(members);
    }

    static JsonValue object(String name1, JsonValue value1, String name2, JsonValue value2) {
        LinkedHashMap<String, JsonValue> members = new LinkedHashMap<>();
        members.put(name1, value1);
        members.put(name2, value2);
        return new JsonObject(members);
    }

    /** Arrays inside each other, {@code levels} deep. */
    static JsonValue nested(int levels) {
        JsonValue value = array();
        for (int i = 1; i < levels; i++) {
            value = array(value);
        }
        return value;
    }
}
