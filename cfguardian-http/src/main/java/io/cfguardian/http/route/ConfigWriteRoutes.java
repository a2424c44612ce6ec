package io.cfguardian.http.route;

import io.cfguardian.app.config.ConfigQueries.ConfigText;
import io.cfguardian.app.config.SchemaChoice;
import io.cfguardian.app.config.ValidateConfig;
import io.cfguardian.app.document.Patching.JsonPatch;
import io.cfguardian.app.document.Patching.MergePatch;
import io.cfguardian.app.document.Patching.Patch;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Operation.DeleteConfig;
import io.cfguardian.domain.decide.Outcome.Effect;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.InvalidKey;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.Envelopes;
import io.cfguardian.http.answer.RefusalProblems;
import io.cfguardian.http.answer.Results;
import io.cfguardian.http.answer.Results.Written;
import io.cfguardian.http.json.Json;
import io.cfguardian.http.json.Members;
import io.cfguardian.http.json.StrictJson;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.request.Body;
import io.cfguardian.http.request.BodyRule;
import io.cfguardian.http.request.BodyRule.Presence;
import io.cfguardian.http.request.Call;
import io.cfguardian.http.request.Conditions;
import io.cfguardian.http.request.EntityTag;
import io.cfguardian.http.request.ReadOptions;
import io.cfguardian.http.request.WriteOptions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Changing configs: put, patch, delete, roll back, and the dry run of a put. */
final class ConfigWriteRoutes {

    private static final BodyRule DOCUMENT = BodyRule.document(Presence.REQUIRED, Route.JSON, Route.YAML);

    private final UseCases useCases;

    ConfigWriteRoutes(UseCases useCases) {
        this.useCases = useCases;
    }

    List<Route> routes() {
        return List.of(
                Route.of("PUT", Paths.CONFIG, DOCUMENT, this::put).taking("schema"),
                Route.of("PATCH", Paths.CONFIG, BodyRule.structure(Route.JSON_PATCH, Route.MERGE_PATCH), this::patch),
                Route.delete(Paths.CONFIG, this::delete),
                Route.of("POST", Paths.CONFIG + "/rollback", BodyRule.structure(Route.JSON), this::rollBack),
                Route.of("POST", Paths.CONFIG + "/validate", DOCUMENT, this::validate)
                        .taking("schema", "consistency", "minRevision"));
    }

    private Answer put(Call call) {
        ConfigId id = call.config();
        WriteRequest request = WriteOptions.of(call);
        MediaType notation = notation(call.body());
        Written written = Results.written(
                useCases.putConfig()
                        .run(
                                request,
                                id,
                                Conditions.expectation(call),
                                notation,
                                call.body().bytes(),
                                schema(call)),
                request,
                notation);
        return envelope(call, id, written);
    }

    private Answer patch(Call call) {
        ConfigId id = call.config();
        WriteRequest request = WriteOptions.of(call);
        JsonValue body = StrictJson.parse(call.body().bytes());
        Patch patch = call.body().mediaType().equals(Route.JSON_PATCH) ? new JsonPatch(body) : new MergePatch(body);
        Written written = Results.written(
                useCases.patchConfig().run(request, id, Conditions.expectationOfPresent(call), patch),
                request,
                MediaType.JSON);
        return envelope(call, id, written);
    }

    private Answer rollBack(Call call) {
        ConfigId id = call.config();
        WriteRequest request = WriteOptions.of(call);
        Members body = Members.of(StrictJson.parse(call.body().bytes()), "", Set.of("toVersion"));
        Version version = new Version(body.count("toVersion"));
        Written written = Results.written(
                useCases.rollbackConfig().run(request, id, Conditions.expectationOfPresent(call), version),
                request,
                MediaType.JSON);
        ConfigText config = written(call, id, written);
        return tagged(config, written, Answer.json(200, (json, out) -> Envelopes.write(json, out, config)));
    }

    private Answer delete(Call call) {
        ConfigId id = call.config();
        WriteRequest request = WriteOptions.of(call);
        DeleteConfig operation = new DeleteConfig(id, Conditions.expectationOfPresent(call));
        Written written = Results.written(
                useCases.writes().run(request, ChangeDocuments.one(id.project(), List.of(), operation)),
                request,
                MediaType.JSON);
        ConfigText tombstone = written(call, id, written);
        return tagged(tombstone, written, Answer.json(200, (json, out) -> Envelopes.write(json, out, tombstone)));
    }

    private Answer validate(Call call) {
        Conditions.refuse(call);
        MediaType notation = notation(call.body());
        Found<ValidateConfig.Report> found = Results.found(
                useCases.validateConfig()
                        .run(
                                ReadOptions.of(call),
                                call.config(),
                                notation,
                                call.body().bytes(),
                                schema(call)),
                notation);
        ValidateConfig.Report report = found.value();
        return Answer.json(200, (json, out) -> {
                    json.writeStartObject();
                    json.writeBooleanProperty("valid", report.violations().isEmpty());
                    json.writeName("violations");
                    Json.write(json, RefusalProblems.json(report.violations()));
                    Envelopes.schema(json, report.schema());
                    json.writeEndObject();
                })
                .at(found.revision());
    }

    private Answer envelope(Call call, ConfigId id, Written written) {
        ConfigText config = written(call, id, written);
        boolean created = written.result().effect() == Effect.CREATED;
        Answer answer = Answer.json(created ? 201 : 200, (json, out) -> Envelopes.write(json, out, config));
        return tagged(config, written, created ? answer.header("Location", Paths.of(id)) : answer);
    }

    private static Answer tagged(ConfigText config, Written written, Answer answer) {
        return written.mark(answer.tagged(EntityTag.of(config.config().version())));
    }

    /** The version that the write made or found, from this node, which has applied it. */
    private ConfigText written(Call call, ConfigId id, Written written) {
        Version version = Objects.requireNonNull(written.result().version());
        return Results.found(useCases.configs().version(ReadOptions.own(call), id, version))
                .value();
    }

    private static MediaType notation(Body body) {
        return MediaType.parse(body.mediaType()).orElseThrow();
    }

    /** The parameter {@code schema}: left out keeps what there is, empty takes it away. */
    private static SchemaChoice schema(Call call) {
        Optional<String> schema = call.query().text("schema");
        if (schema.isEmpty()) {
            return SchemaChoice.Simple.KEEP;
        }
        if (schema.get().isEmpty()) {
            return SchemaChoice.Simple.NONE;
        }
        try {
            return new SchemaChoice.Named(new SchemaKey(schema.get()));
        } catch (InvalidKey e) {
            throw Problem.invalidName("schema", schema.get())
                    .with("parameter", "schema")
                    .exception();
        }
    }
}
