package io.cfguardian.document.patch;

import io.cfguardian.app.document.Patching;
import io.cfguardian.domain.document.JsonValue;

/** The port's implementation. Used by many threads; holds no state. */
public final class BoundedPatching implements Patching {

    @Override
    public PatchResult apply(Patch patch, JsonValue target) {
        return switch (patch) {
            case JsonPatch(JsonValue operations) -> new PatchOperations(operations).apply(target);
            case MergePatch(JsonValue changes) -> Bounds.check(Merge.apply(changes, target), "");
        };
    }

    @Override
    public JsonValue diff(JsonValue from, JsonValue to) {
        return ValueDiff.between(from, to);
    }

    @Override
    public String unifiedDiff(String fromLabel, String from, String toLabel, String to) {
        return TextDiff.unified(fromLabel, from, toLabel, to);
    }
}
