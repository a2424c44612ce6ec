package io.cfguardian.faults.rig;

import io.cfguardian.faults.history.Applied;
import io.cfguardian.faults.history.Journal;
import io.cfguardian.faults.history.Journal.Commit;
import io.cfguardian.faults.history.Watched;
import io.cfguardian.testkit.cluster.ExportedChain;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.SseReader.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads journals and watches into the words of a history. */
final class Findings {

    private final Texts texts;

    Findings(Texts texts) {
        this.texts = texts;
    }

    /**
     * The journal of a node up to {@code revision}, its hashes recomputed.
     *
     * @throws AssertionError when the chain does not hold together
     */
    Journal journal(ProcessCluster cluster, int node, long revision) {
        String export = cluster.client(node)
                .get("/api/v1/audit/export?consistency=stale&to=" + revision)
                .expect(200)
                .body();
        List<Commit> commits = new ArrayList<>();
        for (JsonNode commit : ExportedChain.check(export).commits()) {
            boolean isOfClients = commit.path("project").asString("").equals(ConfigApi.PROJECT);
            List<Applied> changes = isOfClients ? changes(commit) : List.of();
            String request =
                    changes.isEmpty() ? "" : commit.path("request").path("id").asString();
            commits.add(new Commit(
                    commit.path("revision").asLong(),
                    request,
                    commit.path("hash").asString(),
                    changes));
        }
        return new Journal(node, commits);
    }

    /** What a watcher saw after {@code after}. */
    Watched watched(String name, long after, List<Event> events) {
        return new Watched(
                name,
                after,
                events.stream()
                        .map(Event::json)
                        .map(commit -> new Watched.Event(commit.path("revision").asLong(), changes(commit)))
                        .toList());
    }

    private List<Applied> changes(JsonNode commit) {
        List<Applied> changes = new ArrayList<>();
        for (JsonNode change : commit.path("changes")) {
            String type = change.path("type").asString();
            if (type.equals("configPut") || type.equals("configDeleted")) {
                changes.add(new Applied(
                        change.path("key").asString(), change.path("version").asLong(), value(type, change)));
            }
        }
        return changes;
    }

    private Optional<String> value(String type, JsonNode change) {
        if (type.equals("configDeleted")) {
            return Optional.empty();
        }
        JsonNode document = change.path("value");
        return Optional.of(
                document.isObject()
                        ? document.path("w").asString()
                        : texts.value(change.path("textHash").asString()));
    }
}
