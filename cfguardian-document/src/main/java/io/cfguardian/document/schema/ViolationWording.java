package io.cfguardian.document.schema;

import tools.jackson.databind.JsonNode;

/**
 * What is said of a violation: what the schema wants, in the same words for every engine. The engines' own messages are
 * not used, because they quote the instance, and an instance may hold secrets.
 */
final class ViolationWording {

    private static final int LIMIT_CHARS_MAX = 200;

    private ViolationWording() {}

    /**
     * The message for {@code keyword}.
     *
     * @param limit what the schema says under the keyword, "" when it is not a short scalar
     */
    static String of(String keyword, String limit) {
        return switch (keyword) {
            case "type" -> limit.isEmpty() ? "has not an allowed type" : "must be of type " + limit;
            case "enum" -> "must be one of the values that the schema lists";
            case "const" -> "must be the value that the schema gives";
            case "required" -> "must have the member " + limit;
            case "dependencies", "dependentRequired" -> "lacks a member that another member demands";
            case "additionalProperties", "unevaluatedProperties" -> "is a member that the schema does not allow";
            case "additionalItems", "unevaluatedItems" -> "has more elements than the schema allows";
            case "minimum" -> "must be at least " + limit;
            case "maximum" -> "must be at most " + limit;
            case "exclusiveMinimum" -> "must be greater than " + limit;
            case "exclusiveMaximum" -> "must be less than " + limit;
            case "multipleOf" -> "must be a multiple of " + limit;
            case "minLength" -> "must have at least " + limit + " characters";
            case "maxLength" -> "must have at most " + limit + " characters";
            case "pattern" -> "must match the pattern " + limit;
            case "format" -> "must be in the format " + limit;
            case "minItems" -> "must have at least " + limit + " elements";
            case "maxItems" -> "must have at most " + limit + " elements";
            case "uniqueItems" -> "must not have two equal elements";
            case "contains", "minContains", "maxContains" ->
                "has not the number of elements of the kind under contains";
            case "minProperties" -> "must have at least " + limit + " members";
            case "maxProperties" -> "must have at most " + limit + " members";
            case "propertyNames" -> "has a member with a name that the schema does not allow";
            case "not" -> "must not match the schema under not";
            case "anyOf" -> "must match at least one of the schemas under anyOf";
            case "oneOf" -> "must match exactly one of the schemas under oneOf";
            case "allOf" -> "must match all schemas under allOf";
            case "if", "then", "else" -> "must match the schema under " + keyword;
            case "false" -> "is not allowed here";
            default -> "does not satisfy the keyword " + keyword;
        };
    }

    /** A keyword's value for a message: a short scalar, or a list of short words; else "". */
    static String limit(JsonNode value) {
        String text = switch (value.getNodeType()) {
            case STRING -> value.stringValue();
            case NUMBER, BOOLEAN -> value.asString();
            case ARRAY -> words(value);
            default -> "";
        };
        return shorten(text);
    }

    static String shorten(String text) {
        return text.length() <= LIMIT_CHARS_MAX ? text : text.substring(0, LIMIT_CHARS_MAX) + "…";
    }

    private static String words(JsonNode list) {
        StringBuilder words = new StringBuilder();
        for (JsonNode word : list) {
            if (!word.isString() || words.length() > LIMIT_CHARS_MAX) {
                return "";
            }
            words.append(words.isEmpty() ? "" : " or ").append(word.stringValue());
        }
        return words.toString();
    }
}
