package io.cfguardian.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.cluster.ApiClient;
import io.cfguardian.testkit.cluster.ClusterExtension;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a read on one node shows of a write on another, with a majority and without. */
final class ReadsClusterIT {

    private static final int WORKERS = 4;
    private static final int PAIRS_EACH = 250;
    /** Longer than a node that runs goes without looking whether it has caught up. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private static final Duration WITHOUT_QUORUM_MAX = Duration.ofSeconds(20);

    @RegisterExtension
    static final ClusterExtension CLUSTER = ClusterExtension.of(3);

    @Test
    void aLinearizableReadOnAnotherNodeSeesEveryAcknowledgedWrite() {
        ProcessCluster cluster = CLUSTER.cluster();
        Workspace workspace = Workspace.create(cluster.client(0), "pairs");
        AtomicInteger seen = new AtomicInteger();
        long startNanos = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> workers = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                String config = workspace.config("pair." + worker);
                int own = worker;
                workers.add(CompletableFuture.runAsync(() -> pairs(cluster, config, own, seen), threads));
            }
            workers.forEach(CompletableFuture::join);
        }
        System.out.printf(
                "linearizable reads: %d of %d saw the write before them on another node, in %d ms%n",
                seen.get(),
                WORKERS * PAIRS_EACH,
                Duration.ofNanos(System.nanoTime() - startNanos).toMillis());
        assertThat(seen.get()).isEqualTo(WORKERS * PAIRS_EACH);
    }

    private static void pairs(ProcessCluster cluster, String config, int worker, AtomicInteger seen) {
        for (int n = 1; n <= PAIRS_EACH; n++) {
            ApiClient writer = cluster.client((worker + n) % cluster.size());
            ApiClient reader = cluster.client((worker + n + 1 + n % 2) % cluster.size());
            String text = "{\"n\":%d}".formatted(n);
            Reply written = writer.put(config, text).expect(n == 1 ? 201 : 200);
            Reply read = reader.get(config);
            boolean isSeen = read.status() == 200
                    && read.json().path("value").toString().equals(text)
                    && read.revision() >= written.revision();
            seen.addAndGet(isSeen ? 1 : 0);
        }
    }

    /** The request is there before the node runs again, so its answer is the first thing that the node says. */
    @Test
    void aNodeThatDidNotRunIsNotReadyUntilItHasWhatWasWrittenMeanwhile() throws Exception {
        ProcessCluster cluster = CLUSTER.cluster();
        String config = Workspace.create(cluster.client(0), "meanwhile").config("limits");
        int leader = cluster.awaitLeader();
        int paused = (leader + 1) % cluster.size();
        cluster.awaitReady(paused);
        cluster.pause(paused);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Reply> first;
            long newest = 0;
            try {
                long began = System.nanoTime();
                for (int n = 0; System.nanoTime() - began < PAUSE.toNanos(); n++) {
                    newest = cluster.client(leader)
                            .put(config, "{\"n\":%d}".formatted(n))
                            .revision();
                }
                first = CompletableFuture.supplyAsync(
                        () -> cluster.client(paused).get("/ready"), threads);
            } finally {
                cluster.resume(paused);
            }
            long applied = first.thenApply(
                            ready -> ready.status() == 200 ? stale(cluster, paused, config) : Long.MAX_VALUE)
                    .get();
            assertThat(applied).isGreaterThanOrEqualTo(newest);
        }
        cluster.awaitReady(paused);
    }

    private static long stale(ProcessCluster cluster, int node, String config) {
        return cluster.client(node).get(config + "?consistency=stale").revision();
    }

    @Test
    void aStaleReadWithMinRevisionSeesOnesOwnWrite() {
        ProcessCluster cluster = CLUSTER.cluster();
        String config = Workspace.create(cluster.client(0), "own-writes").config("limits");
        for (int n = 1; n <= 50; n++) {
            String text = "{\"n\":%d}".formatted(n);
            long revision = cluster.client(n % 3).put(config, text).revision();
            Reply read = cluster.client((n + 1) % 3)
                    .get(config + "?consistency=stale&minRevision=" + revision)
                    .expect(200);
            assertThat(read.json().path("value").toString()).isEqualTo(text);
        }
        long beyond = cluster.client(0)
                        .get("/api/v1/audit/head")
                        .json()
                        .path("revision")
                        .asLong()
                + 1_000;
        Reply notCaughtUp = cluster.client(1)
                .get(config + "?consistency=stale&minRevision=" + beyond)
                .expect(503);
        assertThat(notCaughtUp.problem()).isEqualTo("not-caught-up");
        assertThat(notCaughtUp.header("Retry-After")).isPresent();
    }

    @Test
    void thePastIsReadByRevisionAndByTime() {
        ProcessCluster cluster = CLUSTER.cluster();
        String config = Workspace.create(cluster.client(0), "past").config("limits");
        Reply first = cluster.client(0).put(config, "{\"n\":1}").expect(201);
        await("a later millisecond")
                .until(() -> cluster.client(0)
                                .put(config, "{\"n\":2}")
                                .json()
                                .path("time")
                                .asString()
                                .compareTo(first.json().path("time").asString())
                        > 0);
        for (ApiClient client : cluster.clients()) {
            Reply byRevision =
                    client.get(config + "?atRevision=" + first.revision()).expect(200);
            assertThat(byRevision.json().path("value").toString()).isEqualTo("{\"n\":1}");
            Reply byTime = client.get(
                            config + "?at=" + first.json().path("time").asString())
                    .expect(200);
            assertThat(byTime.json().path("value").toString()).isEqualTo("{\"n\":1}");
            assertThat(byTime.revision()).isEqualTo(first.revision());
            client.get(config + "?atRevision=" + (first.revision() - 1)).expect(404);
            Reply future = client.get(config + "?atRevision=1000000").expect(400);
            assertThat(future.problem()).isEqualTo("revision-in-the-future");
        }
    }

    @Test
    void withoutAMajorityOnlyStaleReadsAreAnsweredAndAllIsWellAfterwards() {
        ProcessCluster cluster = CLUSTER.cluster();
        String config = Workspace.create(cluster.client(0), "no-quorum").config("limits");
        cluster.client(0).put(config, "{\"n\":1}").expect(201);
        withoutQuorum(cluster, config, cluster.awaitLeader(), "who led");
        withoutQuorum(cluster, config, (cluster.awaitLeader() + 1) % cluster.size(), "who followed");
        cluster.client(0).put(config, "{\"n\":3}").expect(200);
    }

    private static void withoutQuorum(ProcessCluster cluster, String config, int survivor, String who) {
        ApiClient client = cluster.client(survivor);
        long revision = client.get(config).expect(200).revision();
        IntStream.range(0, cluster.size()).filter(i -> i != survivor).forEach(cluster::kill);
        Timed write = Timed.of(() -> client.put(config, "{\"n\":2}"));
        Timed read = Timed.of(() -> client.get(config));
        Timed stale = Timed.of(() -> client.get(config + "?consistency=stale"));
        System.out.printf("no quorum, one left %s: write %s, read %s, stale read %s%n", who, write, read, stale);

        assertThat(write.reply().status()).isIn(503, 504);
        assertThat(write.reply().problem()).isNotEmpty();
        assertThat(write.reply().header("Retry-After")).isPresent();
        assertThat(write.millis()).isLessThan(WITHOUT_QUORUM_MAX.toMillis());
        assertThat(read.reply().status()).isEqualTo(503);
        assertThat(read.reply().header("Retry-After")).isPresent();
        assertThat(read.millis()).isLessThan(WITHOUT_QUORUM_MAX.toMillis());
        assertThat(stale.reply().expect(200).revision()).isGreaterThanOrEqualTo(revision);
        assertThat(stale.millis()).isLessThan(1_000);
        await("not ready without a leader")
                .atMost(WITHOUT_QUORUM_MAX)
                .until(() -> client.get("/ready").status() == 503);
        client.get("/live").expect(200);
        client.get("/api/v1/cluster").expect(200);

        cluster.restartAll();
        cluster.awaitLeader();
        assertThat(client.get(config).expect(200).json().path("value").path("n").asInt())
                .as("the write of unknown outcome was done, or was not")
                .isIn(1, 2);
    }

    /** An answer and how long it took. */
    private record Timed(Reply reply, long millis) {

        static Timed of(Supplier<Reply> request) {
            long startNanos = System.nanoTime();
            Reply reply = request.get();
            return new Timed(
                    reply, Duration.ofNanos(System.nanoTime() - startNanos).toMillis());
        }

        @Override
        public String toString() {
            return reply.status() + " " + reply.problem() + " in " + millis + " ms";
        }
    }
}
