package io.cfguardian.document.schema;

import io.cfguardian.document.pattern.EcmaPattern;
import io.cfguardian.document.pattern.UnusablePattern;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import java.util.Set;

/**
 * Whether what evaluating costs is known beforehand. A schema is plain when it has no references, so that it is a tree no larger
 * than its text, and no keyword but those that look once at each part of the instance they apply to: no pair of elements is
 * compared, no format is checked, no pattern backtracks beyond its bound. The parts of the schema times those of the instance then
 * bound all that an engine does, whether or not it takes steps for it, and its stack is as deep as the schema's text.
 */
final class PlainSchema {

    /** Parts of a schema times parts of an instance: at most some tens of milliseconds, mostly far less. */
    static final long LOOKS_MAX = 1 << 21;

    /** Characters that are looked at or compared in the time of one value. */
    private static final int CHARS_PER_PART = 16;

    private static final Set<String> KEYWORDS = Set.of(
            "$schema",
            "$comment",
            "title",
            "description",
            "default",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
            "type",
            "enum",
            "const",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "minLength",
            "maxLength",
            "pattern",
            "items",
            "prefixItems",
            "minItems",
            "maxItems",
            "properties",
            "patternProperties",
            "additionalProperties",
            "propertyNames",
            "required",
            "minProperties",
            "maxProperties",
            "allOf",
            "anyOf",
            "oneOf",
            "not",
            "if",
            "then",
            "else");

    private PlainSchema() {}

    static boolean isPlain(SchemaGraph graph) {
        for (SchemaGraph.Node node : graph.nodes()) {
            JsonObject schema = graph.schemaAt(node.pointer()).orElse(null);
            if (schema != null && !(KEYWORDS.containsAll(schema.members().keySet()) && hasLinearPatterns(schema))) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasLinearPatterns(JsonObject schema) {
        return (!(schema.members().get("pattern") instanceof JsonString pattern) || isLinear(pattern.value()))
                && (!(schema.members().get("patternProperties") instanceof JsonObject patterns)
                        || patterns.members().keySet().stream().allMatch(PlainSchema::isLinear));
    }

    private static boolean isLinear(String pattern) {
        try {
            return EcmaPattern.compile(pattern).isLinear();
        } catch (UnusablePattern e) {
            throw new IllegalStateException("a pattern that cannot be used got past the graph: " + e.reason(), e);
        }
    }

    /** The values in {@code value}, long strings as several; of those above {@code max} only that they are more. */
    static long parts(JsonValue value, long max) {
        long parts = 1;
        switch (value) {
            case JsonString text -> parts += text.value().length() / CHARS_PER_PART;
            case JsonArray array -> {
                for (JsonValue element : array.elements()) {
                    parts += parts(element, max - parts);
                    if (parts > max) {
                        return parts;
                    }
                }
            }
            case JsonObject object -> {
                for (var member : object.members().entrySet()) {
                    parts += member.getKey().length() / CHARS_PER_PART + parts(member.getValue(), max - parts);
                    if (parts > max) {
                        return parts;
                    }
                }
            }
            default -> {
                // One.
            }
        }
        return parts;
    }
}
