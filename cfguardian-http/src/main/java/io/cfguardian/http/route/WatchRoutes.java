package io.cfguardian.http.route;

import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.watch.Watch.Opened;
import io.cfguardian.app.watch.WatchFilter;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.InvalidKey;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.Results;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.request.Call;
import io.cfguardian.http.request.Parameters;
import io.cfguardian.http.request.ReadOptions;
import io.cfguardian.http.watch.Streams;
import io.cfguardian.http.watch.Streams.Values;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Following a project's commits live. */
final class WatchRoutes {

    private static final String EVENT_STREAM = "text/event-stream";

    private final UseCases useCases;
    private final Streams streams;

    WatchRoutes(UseCases useCases, Streams streams) {
        this.useCases = useCases;
        this.streams = streams;
    }

    List<Route> routes() {
        return List.of(Route.get(Paths.PROJECT + "/watch", this::watch)
                .taking("environment", "prefix", "fromRevision", "include")
                .producing(EVENT_STREAM));
    }

    private Answer watch(Call call) {
        Values values = ConfigReadRoutes.includesValue(call) ? Values.INCLUDED : Values.LEFT_OUT;
        WatchFilter filter = new WatchFilter(call.project(), environment(call), ConfigReadRoutes.prefix(call));
        Found<Opened> found = Results.found(useCases.watch().open(call.actor(), filter, start(call)));
        return Answer.live(
                        EVENT_STREAM,
                        outlet -> streams.open(
                                found.value(), values, call.provedUntil().orElse(null), outlet))
                .header("X-Accel-Buffering", "no")
                .at(found.revision());
    }

    private static @Nullable EnvironmentKey environment(Call call) {
        Optional<String> environment = call.query().text("environment");
        try {
            return environment.map(EnvironmentKey::new).orElse(null);
        } catch (InvalidKey e) {
            throw Problem.invalidName("environment", environment.orElse(""))
                    .with("parameter", "environment")
                    .exception();
        }
    }

    /** After which revision: {@code Last-Event-ID}, else {@code fromRevision}, else the newest. */
    private static @Nullable Revision start(Call call) {
        @Nullable Revision from = ReadOptions.revision(call, "fromRevision").orElse(null);
        return call.header("Last-Event-ID")
                .map(id -> new Revision(Parameters.number("Last-Event-ID", id, 0, Long.MAX_VALUE)))
                .orElse(from);
    }
}
