package io.cfguardian.http.route;

import io.cfguardian.app.backup.BackupArchive.Kept;
import io.cfguardian.app.backup.BackupSchedule.Status;
import io.cfguardian.app.backup.Backups;
import io.cfguardian.app.cluster.Snapshots.Snapshot;
import io.cfguardian.app.cluster.Snapshots.Snapshot.NotSaved;
import io.cfguardian.app.cluster.Snapshots.Snapshot.Saved;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.Results;
import io.cfguardian.http.json.Json;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemType;
import io.cfguardian.http.request.BodyRule;
import io.cfguardian.http.request.Call;
import io.cfguardian.http.watch.OpenEnded;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The whole state for those who may have it, and snapshots of the log. */
final class BackupRoutes {

    static final String BACKUP = "application/octet-stream";

    private static final int RETRY_SECONDS = 5;

    private static final Status NOTHING = new Status(null, 0, "");

    private final UseCases useCases;
    private final OpenEnded places;

    /** @param places for backups under way, each of which keeps old data from being dropped */
    BackupRoutes(UseCases useCases, OpenEnded places) {
        this.useCases = useCases;
        this.places = places;
    }

    List<Route> routes() {
        return List.of(
                Route.get(Paths.CLUSTER + "/backup", this::backup)
                        .producing(BACKUP)
                        .takingAStep(),
                Route.get(Paths.CLUSTER + "/backup/schedule", this::schedule),
                Route.of("POST", Paths.CLUSTER + "/snapshot", BodyRule.NONE, this::snapshot));
    }

    private Answer backup(Call call) {
        OpenEnded.Place place = places.take();
        @Nullable Answer answer = null;
        try {
            Found<Backups> found =
                    Results.found(useCases.takeBackup().take(call.actor(), call.source(), call.requestId()));
            answer = Answer.streamed(BACKUP, out -> write(found.value(), out, place))
                    .header("Content-Disposition", "attachment; filename=\"cfguardian.cfgbackup\"")
                    .at(found.revision());
            return answer;
        } finally {
            if (answer == null) {
                place.giveBack();
            }
        }
    }

    private static void write(Backups backups, OutputStream out, OpenEnded.Place place) throws IOException {
        try {
            backups.write(new PacedOutput(out));
        } finally {
            place.giveBack();
        }
    }

    private Answer schedule(Call call) {
        Found<Optional<Status>> found = Results.found(useCases.backupQueries().status(call.actor()));
        return Answer.json(200, (json, out) -> {
                    json.writeStartObject();
                    json.writeBooleanProperty("scheduled", found.value().isPresent());
                    Status status = found.value().orElse(NOTHING);
                    write(json, status.last());
                    json.writeNumberProperty("failures", status.failures());
                    json.writeStringProperty("lastFailure", status.lastFailure());
                    json.writeEndObject();
                })
                .at(found.revision());
    }

    private static void write(JsonGenerator json, @Nullable Kept last) {
        if (last == null) {
            json.writeNullProperty("last");
            return;
        }
        json.writeName("last");
        json.writeStartObject();
        json.writeStringProperty("name", last.name());
        Json.time(json, "time", last.made());
        json.writeNumberProperty("revision", last.revision().value());
        json.writeNumberProperty("bytes", last.bytes());
        json.writeEndObject();
    }

    private Answer snapshot(Call call) {
        Found<Snapshot> found = Results.found(useCases.takeSnapshot().take(call.actor()));
        return switch (found.value()) {
            case Saved(String node) ->
                Answer.json(200, (json, out) -> {
                            json.writeStartObject();
                            json.writeStringProperty("node", node);
                            json.writeEndObject();
                        })
                        .at(found.revision());
            case NotSaved.NOT_SAVED ->
                throw Problem.of(
                                ProblemType.UNAVAILABLE,
                                "No snapshot was saved in time: one is under way, or the disk is nearly full.")
                        .retryAfter(RETRY_SECONDS)
                        .exception();
        };
    }
}
