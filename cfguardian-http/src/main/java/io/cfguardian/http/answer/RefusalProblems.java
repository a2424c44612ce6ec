package io.cfguardian.http.answer;

import io.cfguardian.app.schema.CompiledSchema.Violation;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.schema.SchemaRef;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Which refusal of a use case is which problem. */
public final class RefusalProblems {

    private RefusalProblems() {}

    /**
     * The problem of {@code refusal}.
     *
     * @param notation of the document that was sent
     */
    public static Problem of(Refusal refusal, MediaType notation) {
        return switch (refusal) {
            case Refusal.NotFound(var subject) ->
                Subjects.about(Problem.of(ProblemType.NOT_FOUND, Subjects.named(subject) + " is not there."), subject);
            case Refusal.Hidden.HIDDEN ->
                Problem.of(ProblemType.NOT_FOUND, "There is no such path.").with("kind", "path");
            case Refusal.Unauthenticated.UNAUTHENTICATED ->
                Problem.of(ProblemType.UNAUTHORIZED, "The session or token has ended.")
                        .header("WWW-Authenticate", "Bearer realm=\"cfguardian\"");
            case Refusal.Forbidden(var ignored) ->
                Problem.of(ProblemType.FORBIDDEN, "Your role does not allow this here.");
            case Refusal.NoSuchVersion(var document, var version) ->
                Problem.of(
                                ProblemType.NOT_FOUND,
                                "%s has no document in version %s.".formatted(Subjects.named(document), version))
                        .with("kind", "version")
                        .with("name", version.toString());
            case Refusal.Malformed malformed -> malformed(malformed, notation);
            case Refusal.DocumentTooLarge(long maxBytes) ->
                Problem.of(ProblemType.PAYLOAD_TOO_LARGE, "A document has at most %d bytes.".formatted(maxBytes))
                        .with("limit", "documentBytes")
                        .with("max", maxBytes);
            case Refusal.UnknownSchema(var schema) ->
                Subjects.about(
                        Problem.of(
                                ProblemType.UNKNOWN_SCHEMA,
                                "Project %s has no schema %s.".formatted(schema.project(), schema.key())),
                        schema);
            case Refusal.SchemaRequired(var config) -> RejectionProblems.schemaRequired(config);
            case Refusal.UnusableSchema(String reason, String pointer) ->
                Problem.of(ProblemType.SCHEMA_UNUSABLE, sentence(reason)).with("pointer", pointer);
            case Refusal.Violated(var schema, var violations) -> violated(schema, violations);
            case Refusal.BudgetExceeded(var schema, String reason) ->
                Problem.of(ProblemType.VALIDATION_BUDGET_EXCEEDED, sentence(reason))
                        .with("schema", json(schema));
            case Refusal.PatchUnreadable(String reason, String pointer) ->
                Problem.of(ProblemType.INVALID_BODY, sentence(reason)).with("pointer", pointer);
            case Refusal.PatchInapplicable(String reason, String pointer) ->
                Problem.of(ProblemType.PATCH_FAILED, sentence(reason)).with("pointer", pointer);
            case Refusal.Contended(int attempts) ->
                Problem.of(
                        ProblemType.CONTENTION,
                        "What the write was prepared against changed %d times in a row.".formatted(attempts));
            case Refusal.FormatBehind(var needed, var current) ->
                Problem.of(
                                ProblemType.FORMAT_BEHIND,
                                "This needs format %s, and the cluster writes format %s: not all nodes run a release that reads it."
                                        .formatted(needed, current))
                        .with("format", current.value());
            case Refusal.FutureRevision(var asked, var last) ->
                Problem.of(ProblemType.REVISION_IN_THE_FUTURE, "The newest revision is %s.".formatted(last))
                        .with("currentRevision", last.value());
            case Refusal.ExpiryOutOfRange(var lifetimeMax) ->
                Problem.of(
                                ProblemType.INVALID_BODY,
                                "The end of a token is to come, and at most %d days ahead."
                                        .formatted(lifetimeMax.toDays()))
                        .with("pointer", "/expires");
            case Refusal.InOperation(int index, var inner) -> inOperation(index, inner, notation);
        };
    }

    private static Problem malformed(Refusal.Malformed malformed, MediaType notation) {
        ProblemType type = switch (notation) {
            case JSON -> ProblemType.MALFORMED_JSON;
            case YAML -> ProblemType.MALFORMED_YAML;
        };
        Problem problem = Problem.of(type, sentence(malformed.detail())).with("pointer", malformed.pointer());
        return malformed.line() > 0 && malformed.column() > 0
                ? problem.with("line", malformed.line()).with("column", malformed.column())
                : problem;
    }

    private static Problem violated(SchemaRef schema, List<Violation> violations) {
        return Problem.of(
                        ProblemType.SCHEMA_VIOLATION,
                        "The document violates schema %s, version %s, in %d %s."
                                .formatted(
                                        schema.key(),
                                        schema.version(),
                                        violations.size(),
                                        violations.size() == 1 ? "place" : "places"))
                .with("schema", json(schema))
                .with("violations", json(violations));
    }

    /** Leads to the operation; of a schema that cannot be used also to the place in it. Lines are not the request's. */
    private static Problem inOperation(int index, Refusal inner, MediaType notation) {
        String operation = "/operations/" + index;
        Problem problem = of(inner, notation).without("line").without("column");
        String place = inner instanceof Refusal.UnusableSchema(var ignored, String pointer)
                ? operation + "/document" + pointer
                : operation;
        return problem.with("pointer", place);
    }

    /** A schema version as JSON. */
    static JsonValue json(SchemaRef schema) {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        members.put("key", new JsonString(schema.key().value()));
        members.put(
                "version", new JsonNumber(BigDecimal.valueOf(schema.version().value())));
        return new JsonObject(members);
    }

    /** Violations as JSON. */
    public static JsonValue json(List<Violation> violations) {
        return new JsonArray(
                violations.stream().<JsonValue>map(RefusalProblems::json).toList());
    }

    private static JsonValue json(Violation violation) {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        members.put("pointer", new JsonString(violation.pointer()));
        members.put("keyword", new JsonString(violation.keyword()));
        members.put("message", new JsonString(violation.message()));
        return new JsonObject(members);
    }

    /** A reason with a capital at the front and a full stop at the end. */
    private static String sentence(String reason) {
        if (reason.isEmpty()) {
            return "Refused.";
        }
        String text = Character.toUpperCase(reason.charAt(0)) + reason.substring(1);
        return text.endsWith(".") ? text : text + ".";
    }
}
