package io.cfguardian.http.route;

import io.cfguardian.app.transaction.Draft;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.app.write.WriteResult;
import io.cfguardian.domain.decide.Outcome.Effect;
import io.cfguardian.domain.decide.Outcome.Result;
import io.cfguardian.domain.decide.Rejection;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.Subject;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.Results;
import io.cfguardian.http.answer.Results.Written;
import io.cfguardian.http.json.Json;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.request.BodyRule;
import io.cfguardian.http.request.Call;
import io.cfguardian.http.request.Conditions;
import io.cfguardian.http.request.WriteOptions;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;

/** Many changes of one project in one commit. */
final class TransactionRoutes {

    private final UseCases useCases;

    TransactionRoutes(UseCases useCases) {
        this.useCases = useCases;
    }

    List<Route> routes() {
        return List.of(Route.of("POST", Paths.PROJECT + "/transactions", BodyRule.structure(Route.JSON), this::commit));
    }

    private Answer commit(Call call) {
        Conditions.refuse(call);
        ProjectKey project = call.project();
        TransactionBody body = TransactionBody.parse(project, call.body().bytes(), useCases.writer());
        WriteRequest request = WriteOptions.of(call);
        WriteResult result = useCases.runTransaction().run(request, project, body.preconditions(), body.operations());
        Written written = Results.written(
                result, request, notation(result, body), (problem, rejection) -> placed(problem, rejection, body));
        return written.mark(Answer.json(200, (json, out) -> write(json, written, body)));
    }

    private static void write(JsonGenerator json, Written written, TransactionBody body) {
        json.writeStartObject();
        json.writeNumberProperty("revision", written.revision().value());
        Json.time(json, "time", written.time());
        json.writeArrayPropertyStart("results");
        for (int i = 0; i < written.results().size(); i++) {
            Result result = written.results().get(i);
            Draft operation = body.operations().get(i);
            json.writeStartObject();
            switch (operation) {
                case Draft.PutSchema put ->
                    names(json, "putSchema", null, put.id().key().value());
                case Draft.PutConfig put ->
                    names(
                            json,
                            "putConfig",
                            put.id().environment().value(),
                            put.id().key().value());
                case Draft.DeleteConfig delete ->
                    names(
                            json,
                            "deleteConfig",
                            delete.id().environment().value(),
                            delete.id().key().value());
            }
            json.writeNumberProperty(
                    "version", Objects.requireNonNull(result.version()).value());
            json.writeStringProperty("effect", name(result.effect()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void names(
            JsonGenerator json, String op, @org.jspecify.annotations.Nullable String environment, String key) {
        json.writeStringProperty("op", op);
        Json.text(json, "environment", environment);
        json.writeStringProperty("key", key);
    }

    private static String name(Effect effect) {
        return switch (effect) {
            case CREATED -> "created";
            case CHANGED -> "changed";
            case DELETED -> "deleted";
            case UNCHANGED -> "unchanged";
        };
    }

    /** The notation of the document that was refused. */
    private static MediaType notation(WriteResult result, TransactionBody body) {
        return result instanceof WriteResult.Refused(Refusal.InOperation(int index, var ignored))
                        && body.operations().get(index) instanceof Draft.PutConfig put
                ? put.mediaType()
                : MediaType.JSON;
    }

    /** The problem with the place of what was rejected. */
    private static Problem placed(Problem problem, Rejection rejection, TransactionBody body) {
        return switch (rejection) {
            case Rejection.VersionConflict conflict -> {
                for (int i = 0; i < body.preconditions().size(); i++) {
                    var precondition = body.preconditions().get(i);
                    if (precondition.id().equals(conflict.document())
                            && precondition.expectation().equals(conflict.expected())) {
                        yield problem.with("pointer", "/preconditions/" + i);
                    }
                }
                yield first(problem, conflict.document(), body);
            }
            case Rejection.NotFound(Subject subject)
            when subject instanceof DocumentId document -> first(problem, document, body);
            case Rejection.SchemaRequired(var config) -> first(problem, config, body);
            case Rejection.DuplicateTarget(var document) -> last(problem, document, body);
            default -> problem;
        };
    }

    private static Problem first(Problem problem, DocumentId document, TransactionBody body) {
        int index = targets(body).indexOf(document);
        return index < 0 ? problem : problem.with("pointer", "/operations/" + index);
    }

    private static Problem last(Problem problem, DocumentId document, TransactionBody body) {
        return problem.with("pointer", "/operations/" + targets(body).lastIndexOf(document));
    }

    private static List<DocumentId> targets(TransactionBody body) {
        return body.operations().stream().map(Draft::id).toList();
    }
}
