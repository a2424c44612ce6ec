package io.cfguardian.document.patch;

import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Patch (RFC 6902) between two values, found in time linear in their size. Members are compared by name;
 * arrays by what they have in common at both ends, the rest element by element. Libraries look for the longest common
 * subsequence of arrays, which is shorter to read but quadratic: two documents of 1 MiB would hold a processor for hours.
 */
final class ValueDiff {

    private final List<JsonValue> operations = new ArrayList<>();

    private ValueDiff() {}

    static JsonValue between(JsonValue from, JsonValue to) {
        ValueDiff diff = new ValueDiff();
        diff.compare("", from, to);
        return new JsonArray(diff.operations);
    }

    private void compare(String path, JsonValue from, JsonValue to) {
        if (from instanceof JsonObject(var before) && to instanceof JsonObject(var after)) {
            compare(path, before, after);
        } else if (from instanceof JsonArray(var before) && to instanceof JsonArray(var after)) {
            compare(path, before, after);
        } else if (!from.equals(to)) {
            add("replace", path, to);
        }
    }

    private void compare(String path, SequencedMap<String, JsonValue> before, SequencedMap<String, JsonValue> after) {
        for (Map.Entry<String, JsonValue> member : before.entrySet()) {
            String place = path + "/" + escape(member.getKey());
            JsonValue now = after.get(member.getKey());
            if (now == null) {
                add("remove", place, null);
            } else {
                compare(place, member.getValue(), now);
            }
        }
        for (Map.Entry<String, JsonValue> member : after.entrySet()) {
            if (!before.containsKey(member.getKey())) {
                add("add", path + "/" + escape(member.getKey()), member.getValue());
            }
        }
    }

    private void compare(String path, List<JsonValue> before, List<JsonValue> after) {
        int shorter = Math.min(before.size(), after.size());
        int head = 0;
        while (head < shorter && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        int beforeEnd = before.size() - tail;
        int afterEnd = after.size() - tail;
        int common = Math.min(beforeEnd, afterEnd);
        for (int i = head; i < common; i++) {
            compare(path + "/" + i, before.get(i), after.get(i));
        }
        for (int i = beforeEnd - 1; i >= common; i--) {
            add("remove", path + "/" + i, null);
        }
        for (int i = common; i < afterEnd; i++) {
            add("add", path + "/" + i, after.get(i));
        }
    }

    private void add(String op, String path, @Nullable JsonValue value) {
        var members = new LinkedHashMap<String, JsonValue>();
        members.put("op", new JsonString(op));
        members.put("path", new JsonString(path));
        if (value != null) {
            members.put("value", value);
        }
        operations.add(new JsonObject(members));
    }

    /** RFC 6901, section 3. */
    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
