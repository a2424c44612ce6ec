package io.cfguardian.http.route;

import io.cfguardian.app.projection.ProjectionStatus;
import io.cfguardian.app.projection.ProjectionUnavailable;
import io.cfguardian.app.projection.RebuildProjection.Rebuild;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.Results;
import io.cfguardian.http.json.Json;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemType;
import io.cfguardian.http.request.BodyRule;
import io.cfguardian.http.request.Call;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The projection of the history to a database. */
final class ProjectionRoutes {

    private static final int RETRY_SECONDS = 5;

    private final UseCases useCases;

    ProjectionRoutes(UseCases useCases) {
        this.useCases = useCases;
    }

    List<Route> routes() {
        return List.of(Route.of("POST", Paths.CLUSTER + "/projection/rebuild", BodyRule.NONE, this::rebuild));
    }

    private Answer rebuild(Call call) {
        Found<Rebuild> found = Results.found(rebuilt(call));
        return switch (found.value()) {
            case BEGUN ->
                Answer.json(202, (json, out) -> {
                            json.writeStartObject();
                            json.writeNumberProperty(
                                    "revision", found.revision().value());
                            json.writeEndObject();
                        })
                        .at(found.revision());
            case NO_PROJECTION ->
                throw Problem.of(ProblemType.NOT_FOUND, "This node projects to no database; postgres.url names one.")
                        .with("kind", "projection")
                        .exception();
        };
    }

    private ReadResult<Rebuild> rebuilt(Call call) {
        try {
            return useCases.rebuildProjection().run(call.actor(), call.source(), call.requestId());
        } catch (ProjectionUnavailable away) {
            throw Problem.of(ProblemType.UNAVAILABLE, "PostgreSQL cannot do it: " + away.reason())
                    .retryAfter(RETRY_SECONDS)
                    .exception();
        }
    }

    /** The member {@code projection} of an answer. */
    static void write(JsonGenerator json, @Nullable ProjectionStatus status) {
        if (status == null) {
            json.writeNullProperty("projection");
            return;
        }
        Revision revision = status.revision();
        Duration lag = status.lag();
        json.writeName("projection");
        json.writeStartObject();
        json.writeStringProperty("state", status.state().name().toLowerCase(Locale.ROOT));
        Json.number(json, "revision", revision == null ? null : revision.value());
        Json.number(json, "lagRevisions", status.lagRevisions());
        Json.number(json, "lagMillis", lag == null ? null : lag.toMillis());
        json.writeStringProperty("reason", status.reason());
        json.writeEndObject();
    }
}
