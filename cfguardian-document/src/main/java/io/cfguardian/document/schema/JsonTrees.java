package io.cfguardian.document.schema;

import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonNull;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values in the forms that the libraries read. */
final class JsonTrees {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonTrees() {}

    /**
     * For networknt. All numbers are decimals: it compares other kinds as longs and doubles, which loses digits, or fails.
     */
    static JsonNode jackson(JsonValue value) {
        return switch (value) {
            case JsonNull ignored -> NODES.nullNode();
            case JsonBoolean truth -> NODES.booleanNode(truth.value());
            case JsonNumber number -> NODES.numberNode(number.value());
            case JsonString text -> NODES.stringNode(text.value());
            case JsonArray array -> {
                ArrayNode node = NODES.arrayNode(array.elements().size());
                array.elements().forEach(element -> node.add(jackson(element)));
                yield node;
            }
            case JsonObject object -> {
                ObjectNode node = NODES.objectNode();
                for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                    node.set(member.getKey(), jackson(member.getValue()));
                }
                yield node;
            }
        };
    }

    /** For everit; every reading of the result is paid for by the budget of the evaluation. Whole numbers become integers. */
    static Object metered(JsonValue value) {
        return switch (value) {
            case JsonNull ignored -> JSONObject.NULL;
            case JsonBoolean truth -> truth.value();
            case JsonNumber number -> integerOrDecimal(number.value());
            case JsonString text -> text.value();
            case JsonArray array -> {
                JSONArray tree = new MeteredJson.Elements(array.elements().size());
                array.elements().forEach(element -> tree.put(metered(element)));
                yield tree;
            }
            case JsonObject object -> {
                JSONObject tree = new MeteredJson.Members(object.members().size());
                for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                    tree.put(member.getKey(), metered(member.getValue()));
                }
                yield tree;
            }
        };
    }

    private static Number integerOrDecimal(BigDecimal number) {
        if (number.scale() > 0) {
            return number;
        }
        BigInteger integer = number.toBigIntegerExact();
        if (integer.bitLength() < Integer.SIZE) {
            return integer.intValue();
        }
        return integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
    }

    /** The arrays, objects and scalars in {@code value}. */
    static long nodes(JsonValue value) {
        long nodes = 1;
        if (value instanceof JsonArray array) {
            for (JsonValue element : array.elements()) {
                nodes += nodes(element);
            }
        } else if (value instanceof JsonObject object) {
            for (JsonValue member : object.members().values()) {
                nodes += nodes(member);
            }
        }
        return nodes;
    }
}
