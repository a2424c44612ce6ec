package io.cfguardian.document.write;

import io.cfguardian.domain.document.CanonicalJson;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** JSON with two spaces for each level; scalars as in the canonical form. */
final class IndentedJson {

    private final StringBuilder out = new StringBuilder();

    private IndentedJson() {}

    static String of(JsonValue value) {
        IndentedJson writer = new IndentedJson();
        writer.write(value, 0);
        return writer.out.append('\n').toString();
    }

    private void write(JsonValue value, int level) {
        switch (value) {
            case JsonObject(var members) when !members.isEmpty() -> write(members, level);
            case JsonArray(var elements) when !elements.isEmpty() -> write(elements, level);
            default -> out.append(CanonicalJson.bytes(value).utf8());
        }
    }

    private void write(SequencedMap<String, JsonValue> members, int level) {
        String separator = "{";
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
            out.append(separator);
            breakLine(level + 1);
            write(new JsonString(member.getKey()), level);
            out.append(": ");
            write(member.getValue(), level + 1);
            separator = ",";
        }
        breakLine(level);
        out.append('}');
    }

    private void write(List<JsonValue> elements, int level) {
        String separator = "[";
        for (JsonValue element : elements) {
            out.append(separator);
            breakLine(level + 1);
            write(element, level + 1);
            separator = ",";
        }
        breakLine(level);
        out.append(']');
    }

    private void breakLine(int level) {
        out.append('\n').repeat("  ", level);
    }
}
