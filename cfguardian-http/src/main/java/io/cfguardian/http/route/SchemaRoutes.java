package io.cfguardian.http.route;

import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.registry.CheckSchema;
import io.cfguardian.app.registry.CheckSchema.Broken;
import io.cfguardian.app.registry.CheckSchema.Completeness;
import io.cfguardian.app.registry.SchemaQueries.SchemaText;
import io.cfguardian.app.schema.CompiledSchema.Violation;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.domain.decide.Outcome.Effect;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.SchemaVersion;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.Envelopes;
import io.cfguardian.http.answer.RefusalProblems;
import io.cfguardian.http.answer.Results;
import io.cfguardian.http.answer.Results.Written;
import io.cfguardian.http.json.Json;
import io.cfguardian.http.request.BodyRule;
import io.cfguardian.http.request.BodyRule.Presence;
import io.cfguardian.http.request.Call;
import io.cfguardian.http.request.Conditions;
import io.cfguardian.http.request.EntityTag;
import io.cfguardian.http.request.Paging;
import io.cfguardian.http.request.ReadOptions;
import io.cfguardian.http.request.WriteOptions;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;

/** Schemas: list, read, put a new version, history, and what a candidate would break. */
final class SchemaRoutes {

    private static final String SCHEMA_JSON = "application/schema+json";

    private final UseCases useCases;

    SchemaRoutes(UseCases useCases) {
        this.useCases = useCases;
    }

    List<Route> routes() {
        return List.of(
                Route.get(Paths.SCHEMAS, this::list).taking("limit", "cursor", "consistency", "minRevision"),
                Route.get(Paths.SCHEMA, this::newest).taking("atRevision", "at", "consistency", "minRevision"),
                Route.of("PUT", Paths.SCHEMA, BodyRule.document(Presence.REQUIRED, Route.JSON, SCHEMA_JSON), this::put),
                Route.get(Paths.SCHEMA + "/versions", this::versions)
                        .taking("limit", "cursor", "consistency", "minRevision"),
                Route.get(Paths.SCHEMA + "/versions/{version}", this::version).taking("consistency", "minRevision"),
                Route.of(
                                "POST",
                                Paths.SCHEMA + "/check",
                                BodyRule.document(Presence.OPTIONAL, Route.JSON, SCHEMA_JSON),
                                this::check)
                        .taking("consistency", "minRevision"));
    }

    private Answer list(Call call) {
        return Pages.of(
                call,
                useCases.schemas()
                        .list(
                                ReadOptions.of(call),
                                call.project(),
                                Paging.after(call, SchemaKey::new),
                                Paging.limit(call)),
                (JsonGenerator json, SchemaVersion schema) -> Envelopes.write(json, schema));
    }

    private Answer newest(Call call) {
        return text(
                call,
                Results.found(useCases.schemas()
                        .newest(ReadOptions.of(call), call.schema(), ReadOptions.asOf(call, useCases.clock()))));
    }

    private Answer version(Call call) {
        return text(
                call, Results.found(useCases.schemas().version(ReadOptions.of(call), call.schema(), call.version())));
    }

    private static Answer text(Call call, Found<SchemaText> found) {
        EntityTag tag = EntityTag.of(found.value().schema().version());
        Answer answer = Conditions.isKnown(call, tag)
                ? Answer.empty(304)
                : Answer.json(200, (json, out) -> Envelopes.write(json, out, found.value()));
        return answer.tagged(tag).at(found.revision());
    }

    private Answer versions(Call call) {
        return Pages.of(
                call,
                useCases.schemas()
                        .versions(
                                ReadOptions.of(call),
                                call.schema(),
                                Paging.after(call, Paging::version),
                                Paging.limit(call)),
                (JsonGenerator json, SchemaVersion schema) -> Envelopes.write(json, schema));
    }

    private Answer put(Call call) {
        SchemaId id = call.schema();
        WriteRequest request = WriteOptions.of(call);
        Written written = Results.written(
                useCases.putSchema()
                        .run(
                                request,
                                id,
                                Conditions.expectation(call),
                                call.body().bytes()),
                request,
                MediaType.JSON);
        Version version = Objects.requireNonNull(written.result().version());
        SchemaVersion schema = Results.found(useCases.schemas().version(ReadOptions.own(call), id, version))
                .value()
                .schema();
        boolean unchanged = written.result().effect() == Effect.UNCHANGED;
        Answer answer = Answer.json(unchanged ? 200 : 201, (json, out) -> {
            json.writeStartObject();
            json.writeStringProperty("schema", id.key().value());
            json.writeNumberProperty("version", version.value());
            json.writeNumberProperty("revision", schema.stamp().revision().value());
            json.writeStringProperty("dialect", schema.dialect().uri());
            json.writeEndObject();
        });
        if (!unchanged) {
            answer = answer.header("Location", Paths.of(id) + "/versions/" + version);
        }
        return written.mark(answer.tagged(EntityTag.of(version)));
    }

    private Answer check(Call call) {
        Found<CheckSchema.Report> found = Results.found(useCases.checkSchema()
                .run(
                        ReadOptions.of(call),
                        call.schema(),
                        call.body().isAbsent() ? null : call.body().bytes()));
        CheckSchema.Report report = found.value();
        boolean truncated = report.complete() == Completeness.TRUNCATED;
        return Answer.json(200, (json, out) -> {
                    json.writeStartObject();
                    json.writeNumberProperty("checked", report.checked());
                    json.writeBooleanProperty(
                            "compatible", !truncated && report.broken().isEmpty());
                    json.writeArrayPropertyStart("violating");
                    report.broken().forEach(broken -> write(json, broken));
                    json.writeEndArray();
                    json.writeBooleanProperty("truncated", truncated);
                    json.writeEndObject();
                })
                .at(found.revision());
    }

    private static void write(JsonGenerator json, Broken broken) {
        json.writeStartObject();
        json.writeStringProperty("environment", broken.config().environment().value());
        json.writeStringProperty("config", broken.config().key().value());
        json.writeNumberProperty("version", broken.version().value());
        json.writeName("violations");
        Json.write(json, RefusalProblems.json(violations(broken.refusal())));
        json.writeEndObject();
    }

    /** What cannot be judged is shown as a violation too: the config would be refused just the same. */
    private static List<Violation> violations(Refusal refusal) {
        if (refusal instanceof Refusal.Violated(var ignored, var violations)) {
            return violations;
        }
        if (refusal instanceof Refusal.BudgetExceeded(var ignored, String reason)) {
            return List.of(new Violation("", "x-budget", reason));
        }
        throw new IllegalStateException("a check found " + refusal);
    }
}
