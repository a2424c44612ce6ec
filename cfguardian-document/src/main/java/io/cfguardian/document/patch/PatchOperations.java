package io.cfguardian.document.patch;

import com.flipkart.zjsonpatch.CompatibilityFlags;
import com.flipkart.zjsonpatch.InvalidJsonPatchException;
import com.flipkart.zjsonpatch.Jackson3JsonPatch;
import com.flipkart.zjsonpatch.JsonPatchApplicationException;
import io.cfguardian.app.document.Patching.Inapplicable;
import io.cfguardian.app.document.Patching.PatchResult;
import io.cfguardian.app.document.Patching.Unreadable;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A JSON Patch (RFC 6902). The operations are applied one at a time, so that a failure names its own and a value that
 * {@code copy} doubles again and again is stopped.
 */
final class PatchOperations {

    /** The most operations one patch may have. */
    static final int OPERATIONS_MAX = 1_000;

    private static final EnumSet<CompatibilityFlags> STRICT =
            EnumSet.of(CompatibilityFlags.FORBID_REMOVE_MISSING_OBJECT);

    /** The operations, each with the members it must have beside {@code op} and {@code path}. */
    private static final Map<String, Set<String>> MEMBERS = Map.of(
            "add", Set.of("value"),
            "remove", Set.of(),
            "replace", Set.of("value"),
            "move", Set.of("from"),
            "copy", Set.of("from"),
            "test", Set.of("value"));

    private final JsonValue patch;

    PatchOperations(JsonValue patch) {
        this.patch = patch;
    }

    PatchResult apply(JsonValue target) {
        if (!(patch instanceof JsonArray(List<JsonValue> operations))) {
            return new Unreadable("a JSON Patch is an array of operations", "");
        }
        if (operations.size() > OPERATIONS_MAX) {
            return new Unreadable(
                    "a patch has at most " + OPERATIONS_MAX + " operations, got " + operations.size(), "");
        }
        for (int i = 0; i < operations.size(); i++) {
            Optional<Unreadable> unreadable = unreadable(operations.get(i), "/" + i);
            if (unreadable.isPresent()) {
                return unreadable.get();
            }
        }
        // The root itself can be replaced, which the library does by return value only.
        JsonNode value = JacksonTree.of(target);
        for (int i = 0; i < operations.size(); i++) {
            JsonNode operation = JacksonTree.of(operations.get(i));
            try {
                value = Jackson3JsonPatch.apply(
                        JsonNodeFactory.instance.arrayNode().add(operation), value, STRICT);
            } catch (InvalidJsonPatchException e) {
                return new Unreadable("not an operation of RFC 6902", "/" + i);
            } catch (JsonPatchApplicationException | IllegalStateException e) {
                // The library answers a member's name where an array wants an index with the latter.
                return new Inapplicable(failure(operations.get(i)), "/" + i);
            }
            if (Bounds.isTooLarge(value) || Bounds.isTooDeep(value)) {
                return new Inapplicable("the value becomes larger or deeper than a document may be", "/" + i);
            }
        }
        return Bounds.check(JacksonTree.value(value), "");
    }

    private static Optional<Unreadable> unreadable(JsonValue operation, String pointer) {
        if (!(operation instanceof JsonObject(var members))) {
            return Optional.of(new Unreadable("an operation is an object", pointer));
        }
        if (!(members.get("op") instanceof JsonString(String op)) || !MEMBERS.containsKey(op)) {
            return Optional.of(
                    new Unreadable("op is one of add, remove, replace, move, copy and test", pointer + "/op"));
        }
        if (!isPointer(members.get("path"))) {
            return Optional.of(new Unreadable("path is a JSON Pointer", pointer + "/path"));
        }
        for (String name : MEMBERS.get(op)) {
            JsonValue member = members.get(name);
            if (member == null) {
                return Optional.of(new Unreadable(op + " needs " + name, pointer));
            }
            if (name.equals("from") && !isPointer(member)) {
                return Optional.of(new Unreadable("from is a JSON Pointer", pointer + "/from"));
            }
        }
        return Optional.empty();
    }

    private static boolean isPointer(@Nullable JsonValue value) {
        return value instanceof JsonString(String text) && (text.isEmpty() || text.startsWith("/"));
    }

    private static String failure(JsonValue operation) {
        if (operation instanceof JsonObject(var members)
                && members.get("op") instanceof JsonString(String op)
                && members.get("path") instanceof JsonString(String path)) {
            return op.equals("test")
                    ? "the test of \"" + path + "\" failed"
                    : op + " does not fit the document at \"" + path + "\"";
        }
        throw new IllegalStateException("an operation that was not checked");
    }
}
