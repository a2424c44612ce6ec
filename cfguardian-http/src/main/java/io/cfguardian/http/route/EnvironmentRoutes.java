package io.cfguardian.http.route;

import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Command.CreateEnvironment;
import io.cfguardian.domain.command.Command.DeleteEnvironment;
import io.cfguardian.domain.command.Command.UpdateEnvironment;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.project.Environment;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.Envelopes;
import io.cfguardian.http.answer.Results;
import io.cfguardian.http.answer.Results.Written;
import io.cfguardian.http.json.Members;
import io.cfguardian.http.json.StrictJson;
import io.cfguardian.http.request.BodyRule;
import io.cfguardian.http.request.Call;
import io.cfguardian.http.request.Conditions;
import io.cfguardian.http.request.Paging;
import io.cfguardian.http.request.ReadOptions;
import io.cfguardian.http.request.WriteOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Environments: list, create, read, change, delete. */
final class EnvironmentRoutes {

    private static final String DESCRIPTION = "description";
    private static final String SCHEMAS = "schemas";
    private static final Map<String, SchemaDemand> DEMANDS =
            Map.of("optional", SchemaDemand.OPTIONAL, "required", SchemaDemand.REQUIRED);

    private final UseCases useCases;

    EnvironmentRoutes(UseCases useCases) {
        this.useCases = useCases;
    }

    List<Route> routes() {
        return List.of(
                Route.get(Paths.ENVIRONMENTS, this::list).taking("limit", "cursor", "consistency", "minRevision"),
                Route.of("POST", Paths.ENVIRONMENTS, BodyRule.structure(Route.JSON), this::create),
                Route.get(Paths.ENVIRONMENT, this::read).taking("consistency", "minRevision"),
                Route.of("PATCH", Paths.ENVIRONMENT, BodyRule.structure(Route.MERGE_PATCH), this::update),
                Route.delete(Paths.ENVIRONMENT, this::delete));
    }

    private Answer list(Call call) {
        return Pages.of(
                call,
                useCases.projects()
                        .environments(
                                ReadOptions.of(call),
                                call.project(),
                                Paging.after(call, EnvironmentKey::new),
                                Paging.limit(call)),
                Envelopes::write);
    }

    private Answer read(Call call) {
        Found<Environment> found =
                Results.found(useCases.projects().environment(ReadOptions.of(call), call.environment()));
        return Answer.json(200, (json, out) -> Envelopes.write(json, found.value()))
                .at(found.revision());
    }

    private Answer create(Call call) {
        Members body = Members.of(StrictJson.parse(call.body().bytes()), "", Set.of("key", DESCRIPTION, SCHEMAS));
        EnvironmentId id = new EnvironmentId(call.project(), body.key("key", "environment", EnvironmentKey::new));
        String description =
                body.optionalText(DESCRIPTION, Limit.DESCRIPTION_CHARS.max()).orElse("");
        SchemaDemand demand = body.has(SCHEMAS) ? body.word(SCHEMAS, DEMANDS) : SchemaDemand.OPTIONAL;
        Written written = write(call, new CreateEnvironment(id, description, demand));
        // Made of the commit, not read: it may have been changed since by others, and a replay gives the first answer.
        Stamp stamp = written.stamp(call.actor().principal());
        Environment created = new Environment(id, description, demand, stamp, stamp.revision(), 0);
        return written.mark(
                Answer.json(201, (json, out) -> Envelopes.write(json, created)).header("Location", Paths.of(id)));
    }

    private Answer update(Call call) {
        Members body = Members.of(StrictJson.parse(call.body().bytes()), "", Set.of(DESCRIPTION, SCHEMAS));
        EnvironmentId id = call.environment();
        @Nullable
        String description = body.isNull(DESCRIPTION)
                ? ""
                : body.optionalText(DESCRIPTION, Limit.DESCRIPTION_CHARS.max()).orElse(null);
        @Nullable SchemaDemand demand = body.has(SCHEMAS) ? body.word(SCHEMAS, DEMANDS) : null;
        Written written = write(call, new UpdateEnvironment(id, description, demand));
        return written.mark(environment(call, id));
    }

    private Answer delete(Call call) {
        return write(call, new DeleteEnvironment(call.environment())).mark(Answer.empty(204));
    }

    private Written write(Call call, Command command) {
        Conditions.refuse(call);
        WriteRequest request = WriteOptions.of(call);
        return Results.written(useCases.writes().run(request, command), request, MediaType.JSON);
    }

    /** The environment as it is on this node, which has applied the write. */
    private Answer environment(Call call, EnvironmentId id) {
        Environment environment = Results.found(useCases.projects().environment(ReadOptions.own(call), id))
                .value();
        return Answer.json(200, (json, out) -> Envelopes.write(json, environment));
    }
}
