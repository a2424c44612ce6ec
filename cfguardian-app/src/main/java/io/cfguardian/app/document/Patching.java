package io.cfguardian.app.document;

import io.cfguardian.domain.document.JsonValue;

/** Changes and compares values. Used by many threads. */
public interface Patching {

    /** Applies a patch; the target stays as it is. */
    PatchResult apply(Patch patch, JsonValue target);

    /** The operations (RFC 6902) that turn {@code from} into {@code to}. */
    JsonValue diff(JsonValue from, JsonValue to);

    /**
     * The unified diff of two texts with three lines of context; empty when they are equal.
     *
     * @param fromLabel names the first in the header
     * @param toLabel names the second
     */
    String unifiedDiff(String fromLabel, String from, String toLabel, String to);

    /** A patch and its kind. */
    sealed interface Patch {}

    /** A JSON Patch (RFC 6902): an array of operations. */
    record JsonPatch(JsonValue operations) implements Patch {}

    /** A JSON Merge Patch (RFC 7396). */
    record MergePatch(JsonValue patch) implements Patch {}

    /** What came of a patch. */
    sealed interface PatchResult {}

    /** The changed value. */
    record Patched(JsonValue value) implements PatchResult {}

    /**
     * The patch is not one: an unknown operation, a missing member, a wrong type.
     *
     * @param pointer the place in the patch
     */
    record Unreadable(String reason, String pointer) implements PatchResult {}

    /**
     * The patch does not fit the target: a path that is not there, a test that fails.
     *
     * @param pointer the place in the patch
     */
    record Inapplicable(String reason, String pointer) implements PatchResult {}
}
