package io.cfguardian.document.parse;

import io.cfguardian.domain.document.JsonValue;

/**
 * A finished value with its measures, all counted as if every alias in it were replaced by what it stands for.
 *
 * @param levels arrays and objects inside each other, 0 for a scalar
 * @param nodes values and members
 * @param chars characters of names and scalars
 */
record Subtree(JsonValue value, int levels, long nodes, long chars) {

    static Subtree scalar(JsonValue value, long chars) {
        return new Subtree(value, 0, 1, chars);
    }
}
