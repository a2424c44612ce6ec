package io.cfguardian.document.patch;

import io.cfguardian.app.document.Patching.Inapplicable;
import io.cfguardian.app.document.Patching.PatchResult;
import io.cfguardian.app.document.Patching.Patched;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** How large and deep a patched value may get: no document that can be stored is beyond either. */
final class Bounds {

    static final int LEVELS_MAX = 128;

    /** A stored text has at most 2^20 bytes, and each value in it takes at least one with its comma. */
    static final int VALUES_MAX = 1 << 19;

    private Bounds() {}

    static PatchResult check(JsonValue value, String pointer) {
        return depth(value) > LEVELS_MAX
                ? new Inapplicable("the result has more than " + LEVELS_MAX + " levels", pointer)
                : new Patched(value);
    }

    /** Whether {@code node} holds more values than any document can; stops counting there. */
    static boolean isTooLarge(JsonNode node) {
        return count(node, 0) > VALUES_MAX;
    }

    private static int count(JsonNode node, int before) {
        int count = before + 1;
        for (JsonNode child : node) {
            if (count > VALUES_MAX) {
                return count;
            }
            count = count(child, count);
        }
        return count;
    }

    /** Whether {@code node} has more than {@link #LEVELS_MAX} levels; goes no deeper than that. */
    static boolean isTooDeep(JsonNode node) {
        return isDeeper(node, LEVELS_MAX);
    }

    private static boolean isDeeper(JsonNode node, int levels) {
        if (!node.isContainer()) {
            return false;
        }
        if (levels == 0) {
            return true;
        }
        for (JsonNode child : node) {
            if (isDeeper(child, levels - 1)) {
                return true;
            }
        }
        return false;
    }

    private static int depth(JsonValue value) {
        Collection<JsonValue> children = switch (value) {
            case JsonArray(var elements) -> elements;
            case JsonObject(var members) -> members.values();
            default -> List.of();
        };
        int deepest = 0;
        for (JsonValue child : children) {
            deepest = Math.max(deepest, depth(child));
        }
        return value instanceof JsonArray || value instanceof JsonObject ? deepest + 1 : 0;
    }
}
