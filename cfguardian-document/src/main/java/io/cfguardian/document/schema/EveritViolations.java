package io.cfguardian.document.schema;

import io.cfguardian.app.schema.CompiledSchema.Violation;
import io.cfguardian.document.budget.StepBudget;
import java.util.List;
import org.everit.json.schema.ArraySchema;
import org.everit.json.schema.NumberSchema;
import org.everit.json.schema.ObjectSchema;
import org.everit.json.schema.Schema;
import org.everit.json.schema.StringSchema;
import org.everit.json.schema.ValidationException;
import org.jspecify.annotations.Nullable;

/** Everit's tree of failures as a list, in our words. */
final class EveritViolations {

    private static final String MISSING = "required key [";
    private static final String EXTRANEOUS = "extraneous key [";

    private static final String NO_MATCH = "] does not match pattern ";

    private EveritViolations() {}

    static void collect(ValidationException failure, StepBudget budget, List<Violation> violations) {
        budget.spend(1);
        // Everit holds failures together under no keyword, or under an allOf that the schema need not have.
        boolean isHolder = failure.getKeyword() == null || failure.getKeyword().equals("allOf");
        if (!isHolder || failure.getCausingExceptions().isEmpty()) {
            violations.add(violation(failure));
        }
        for (ValidationException cause : failure.getCausingExceptions()) {
            collect(cause, budget, violations);
        }
    }

    private static Violation violation(ValidationException failure) {
        String keyword = failure.getKeyword() == null ? "false" : failure.getKeyword();
        String pointer = failure.getPointerToViolation();
        String place = pointer == null || pointer.equals("#") ? "" : pointer.substring(1);
        String message = failure.getErrorMessage() == null ? "" : failure.getErrorMessage();
        if (keyword.equals("additionalProperties") && message.startsWith(EXTRANEOUS)) {
            String member = message.substring(EXTRANEOUS.length(), message.lastIndexOf(']'));
            return new Violation(Pointers.child(place, member), keyword, ViolationWording.of(keyword, ""));
        }
        String limit = message.startsWith(MISSING)
                ? message.substring(MISSING.length(), message.lastIndexOf(']'))
                : limit(keyword, failure.getViolatedSchema(), message);
        return new Violation(place, keyword, ViolationWording.of(keyword, ViolationWording.shorten(limit)));
    }

    private static String limit(String keyword, @Nullable Schema schema, String message) {
        if (keyword.equals("type")) {
            // "expected type: Integer, found: String": classes, no values.
            return message.startsWith("expected type: ")
                    ? message.substring("expected type: ".length(), message.indexOf(','))
                            .toLowerCase(java.util.Locale.ROOT)
                            .replace("jsonobject", "object")
                            .replace("jsonarray", "array")
                    : "null";
        }
        if (schema == null) {
            return "";
        }
        return switch (schema) {
            case NumberSchema number -> limit(keyword, number);
            case StringSchema string -> limit(keyword, string, message);
            case ArraySchema array -> text(keyword.equals("minItems") ? array.getMinItems() : array.getMaxItems());
            case ObjectSchema object ->
                text(keyword.equals("minProperties") ? object.getMinProperties() : object.getMaxProperties());
            default -> "";
        };
    }

    private static String limit(String keyword, NumberSchema schema) {
        return switch (keyword) {
            case "minimum" -> text(schema.getMinimum());
            case "maximum" -> text(schema.getMaximum());
            case "exclusiveMinimum" ->
                text(
                        schema.getExclusiveMinimumLimit() == null
                                ? schema.getMinimum()
                                : schema.getExclusiveMinimumLimit());
            case "exclusiveMaximum" ->
                text(
                        schema.getExclusiveMaximumLimit() == null
                                ? schema.getMaximum()
                                : schema.getExclusiveMaximumLimit());
            case "multipleOf" -> text(schema.getMultipleOf());
            default -> "";
        };
    }

    private static String limit(String keyword, StringSchema schema, String message) {
        return switch (keyword) {
            case "minLength" -> text(schema.getMinLength());
            case "maxLength" -> text(schema.getMaxLength());
            case "pattern" ->
                // "string [...] does not match pattern ...": the last occurrence is never before the instance's end.
                message.substring(message.lastIndexOf(NO_MATCH) + NO_MATCH.length());
            case "format" ->
                schema.getFormatValidator() == null
                        ? ""
                        : schema.getFormatValidator().formatName();
            default -> "";
        };
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
