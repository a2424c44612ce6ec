package io.cfguardian.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.cluster.ApiClient;
import io.cfguardian.testkit.cluster.ClusterExtension;
import io.cfguardian.testkit.cluster.ExportedChain;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.Reply;
import io.cfguardian.testkit.cluster.SseReader.Event;
import io.cfguardian.testkit.cluster.WatchFollower;
import io.cfguardian.testkit.cluster.WriteLoad;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Watches that outlive their connection and their node. */
final class WatchClusterIT {

    private static final int CLIENTS = 6;
    private static final int WRITES_EACH = 100;
    private static final int WRITES = CLIENTS * WRITES_EACH;
    private static final Duration LOAD_MAX = Duration.ofMinutes(2);
    private static final Duration SEEN_MAX = Duration.ofSeconds(30);

    @RegisterExtension
    static final ClusterExtension CLUSTER = ClusterExtension.of(3);

    @Test
    void aWatchSeesEveryCommitOnceAcrossAReconnectAndTheDeathOfItsNode() {
        ProcessCluster cluster = CLUSTER.cluster();
        Workspace workspace = Workspace.create(cluster.client(0), "watched");
        Workspace other = Workspace.create(cluster.client(0), "not-watched");
        long from = cluster.client(0)
                .put(workspace.config("before"), "{}")
                .expect(201)
                .revision();
        int first = follower(cluster);
        try (WatchFollower watch =
                        new WatchFollower(cluster.clients(), first, workspace.watch("fromRevision=" + from));
                WriteLoad load = WriteLoad.start(
                        cluster.clients(), workspace.config("load."), CLUSTER.acknowledged(), CLIENTS, WRITES_EACH)) {
            await("some commits").atMost(LOAD_MAX).until(() -> watch.commits().size() >= WRITES / 4);
            cluster.client(1).put(other.config("unseen"), "{}").expect(201);
            watch.disconnect();
            await("a second stream")
                    .atMost(LOAD_MAX)
                    .until(() -> watch.streams().size() >= 2);
            await("half the commits")
                    .atMost(LOAD_MAX)
                    .until(() -> watch.commits().size() >= WRITES / 2);
            int victim = watch.streams().getLast();
            cluster.kill(victim);
            await("all writes").atMost(LOAD_MAX).until(load::isDone);
            await("all commits").atMost(SEEN_MAX).until(() -> watch.commits().size() >= WRITES);
            cluster.restartAll();

            assertThat(watch.streams()).as("nodes of the streams").hasSizeGreaterThanOrEqualTo(3);
            assertThat(watch.streams().get(2)).isNotEqualTo(victim);
            assertThat(revisions(watch.commits())).isEqualTo(commitsOf(cluster, workspace, from));
            System.out.printf(
                    "watch: %d commits after revision %d, each once and in order, over streams of nodes %s; node %d was killed%n",
                    watch.commits().size(), from, watch.streams(), victim);
        }
    }

    @Test
    void aWatchShowsWhatChangedAndWhoAndTheDocumentsWhenAsked() {
        ProcessCluster cluster = CLUSTER.cluster();
        Workspace workspace = Workspace.create(cluster.client(1), "shown");
        long from = cluster.client(1)
                .put(workspace.config("limits"), "{\"a\":1}")
                .expect(201)
                .revision();
        long second = cluster.client(2)
                .put(workspace.config("limits"), "{\"a\":2}")
                .expect(200)
                .revision();
        cluster.client(0).put(workspace.config("other"), "{}").expect(201);
        try (WatchFollower watch = new WatchFollower(
                cluster.clients(), 0, workspace.watch("prefix=lim&include=value&fromRevision=" + from))) {
            await("a commit").atMost(SEEN_MAX).until(() -> !watch.commits().isEmpty());
            JsonNode commit = watch.commits().getFirst().json();
            assertThat(commit.path("revision").asLong()).isEqualTo(second);
            assertThat(commit.path("author").asString()).isNotEmpty();
            JsonNode change = commit.path("changes").get(0);
            assertThat(change.path("type").asString()).isEqualTo("configPut");
            assertThat(change.path("key").asString()).isEqualTo("limits");
            assertThat(change.path("version").asLong()).isEqualTo(2);
            assertThat(change.path("value").toString()).isEqualTo("{\"a\":2}");
            assertThat(watch.commits()).hasSize(1);
        }
    }

    @Test
    void aLongPollAnswersWhenAnotherNodeWrites() {
        ProcessCluster cluster = CLUSTER.cluster();
        Workspace workspace = Workspace.create(cluster.client(0), "polled");
        String config = workspace.config("limits");
        cluster.client(0).put(config, "{\"a\":1}").expect(201);
        ApiClient waiting = cluster.client(1);
        CompletableFuture<Reply> poll = CompletableFuture.supplyAsync(
                () -> waiting.get(config + "?wait=20s", Map.of("If-None-Match", "\"1\"")));
        long writtenNanos = System.nanoTime();
        cluster.client(2).put(config, "{\"a\":2}").expect(200);
        Reply reply = poll.join().expect(200);
        long millis = Duration.ofNanos(System.nanoTime() - writtenNanos).toMillis();

        assertThat(reply.version()).isEqualTo(2);
        assertThat(millis).isLessThan(10_000);
        assertThat(waiting.get(config + "?wait=1s", Map.of("If-None-Match", "\"2\""))
                        .status())
                .isEqualTo(304);
        System.out.printf("long poll: answered %d ms after the write began on another node%n", millis);
    }

    private static int follower(ProcessCluster cluster) {
        return (cluster.awaitLeader() + 1) % cluster.size();
    }

    private static List<Long> revisions(List<Event> commits) {
        return commits.stream().map(event -> Long.valueOf(event.id())).toList();
    }

    private static List<Long> commitsOf(ProcessCluster cluster, Workspace workspace, long after) {
        return ExportedChain.check(cluster.client(0)
                        .get("/api/v1/audit/export")
                        .expect(200)
                        .body())
                .revisionsOf(workspace.project(), after);
    }
}
