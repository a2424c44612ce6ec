package io.cfguardian.document.patch;

import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonNull;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values as the patch library knows them. */
final class JacksonTree {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JacksonTree() {}

    static JsonNode of(JsonValue value) {
        return switch (value) {
            case JsonNull ignored -> NODES.nullNode();
            case JsonBoolean(boolean truth) -> NODES.booleanNode(truth);
            case JsonNumber(var number) -> NODES.numberNode(number);
            case JsonString(String text) -> NODES.stringNode(text);
            case JsonArray(var elements) -> {
                ArrayNode array = NODES.arrayNode(elements.size());
                elements.forEach(element -> array.add(of(element)));
                yield array;
            }
            case JsonObject(var members) -> {
                ObjectNode object = NODES.objectNode();
                members.forEach((name, member) -> object.set(name, of(member)));
                yield object;
            }
        };
    }

    static JsonValue value(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL -> JsonNull.NULL;
            case BOOLEAN -> new JsonBoolean(node.booleanValue());
            case NUMBER -> new JsonNumber(node.decimalValue());
            case STRING -> new JsonString(node.stringValue());
            case ARRAY -> {
                List<JsonValue> elements = new ArrayList<>(node.size());
                for (JsonNode element : node) {
                    elements.add(value(element));
                }
                yield new JsonArray(elements);
            }
            case OBJECT -> {
                var members = new LinkedHashMap<String, JsonValue>();
                node.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
                yield new JsonObject(members);
            }
            case BINARY, MISSING, POJO -> throw new IllegalStateException("not JSON: " + node.getNodeType());
        };
    }
}
