package io.cfguardian.document.patch;

import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonNull;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON Merge Patch, the algorithm of RFC 7396, section 2. */
final class Merge {

    private Merge() {}

    static JsonValue apply(JsonValue patch, JsonValue target) {
        if (!(patch instanceof JsonObject(var changes))) {
            return patch;
        }
        var merged = new LinkedHashMap<String, JsonValue>();
        if (target instanceof JsonObject(var members)) {
            merged.putAll(members);
        }
        for (Map.Entry<String, JsonValue> change : changes.entrySet()) {
            if (change.getValue() == JsonNull.NULL) {
                merged.remove(change.getKey());
            } else {
                JsonValue before = merged.getOrDefault(change.getKey(), JsonNull.NULL);
                merged.put(change.getKey(), apply(change.getValue(), before));
            }
        }
        return new JsonObject(merged);
    }
}
