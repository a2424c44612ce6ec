package io.cfguardian.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.testkit.cluster.ApiClient;
import io.cfguardian.testkit.cluster.ClusterExtension;
import io.cfguardian.testkit.cluster.ExportedChain;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two clients on two nodes at the same moment. */
final class ConditionalWritesClusterIT {

    private static final int RACES = 200;
    private static final int REPEATS = 100;

    @RegisterExtension
    static final ClusterExtension CLUSTER = ClusterExtension.of(3);

    /** Two answers to two requests that were sent at the same moment. */
    private record Pair(Reply one, Reply other) {}

    @Test
    void ofTwoWritesToOneVersionExactlyOneWins() {
        ProcessCluster cluster = CLUSTER.cluster();
        String config = Workspace.create(cluster.client(0), "races").config("contested");
        long version =
                cluster.client(0).put(config, "{\"round\":0}").expect(201).version();
        int firstWon = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 1; round <= RACES; round++) {
                Map<String, String> ifVersion = Map.of("If-Match", "\"" + version + "\"");
                ApiClient oneNode = cluster.client(round % cluster.size());
                ApiClient otherNode = cluster.client((round + 1) % cluster.size());
                String oneText = "{\"round\":%d,\"by\":1}".formatted(round);
                String otherText = "{\"round\":%d,\"by\":2}".formatted(round);
                Pair pair = atOnce(
                        threads,
                        () -> oneNode.put(config, ifVersion, oneText),
                        () -> otherNode.put(config, ifVersion, otherText));
                boolean isFirst = pair.one().status() == 200;
                Reply winner = (isFirst ? pair.one() : pair.other()).expect(200);
                Reply loser = (isFirst ? pair.other() : pair.one()).expect(412);
                version++;
                firstWon += isFirst ? 1 : 0;
                assertThat(winner.version()).isEqualTo(version);
                assertThat(loser.problem()).isEqualTo("version-conflict");
                assertThat(loser.json().path("currentVersion").asLong()).isEqualTo(version);
                Reply read =
                        cluster.client((round + 2) % cluster.size()).get(config).expect(200);
                assertThat(read.version()).isEqualTo(version);
                assertThat(read.json().path("value").toString()).isEqualTo(isFirst ? oneText : otherText);
            }
        }
        System.out.printf(
                "If-Match: %d races of two, one winner each (%d times the first, %d times the second)%n",
                RACES, firstWon, RACES - firstWon);
    }

    @Test
    void oneIdempotencyKeyOnTwoNodesAtOnceMakesOneCommitAndTwoEqualAnswers() {
        ProcessCluster cluster = CLUSTER.cluster();
        Workspace workspace = Workspace.create(cluster.client(0), "repeats");
        long from = cluster.client(0)
                .put(workspace.config("once"), "{}")
                .expect(201)
                .revision();
        List<Long> answered = new ArrayList<>();
        int replayed = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < REPEATS; round++) {
                String config = workspace.config("twice." + round);
                Map<String, String> key = Map.of("Idempotency-Key", "twice/" + round);
                ApiClient oneNode = cluster.client(round % cluster.size());
                ApiClient otherNode = cluster.client((round + 1) % cluster.size());
                Pair pair = atOnce(
                        threads,
                        () -> oneNode.put(config, key, "{\"same\":true}"),
                        () -> otherNode.put(config, key, "{\"same\":true}"));
                assertThat(pair.one().expect(201).body())
                        .isEqualTo(pair.other().expect(201).body());
                assertThat(pair.one().revision()).isEqualTo(pair.other().revision());
                CLUSTER.acknowledged().add("twice/" + round, pair.one().revision());
                answered.add(pair.one().revision());
                replayed += (int) List.of(pair.one(), pair.other()).stream()
                        .filter(reply -> reply.header("Idempotency-Replayed").isPresent())
                        .count();
            }
        }
        assertThat(replayed).as("answers that say they are repeated").isEqualTo(REPEATS);
        ExportedChain chain = ExportedChain.check(
                cluster.client(0).get("/api/v1/audit/export").expect(200).body());
        assertThat(chain.revisionsOf(workspace.project(), from))
                .as("one commit for each")
                .isEqualTo(answered);
        System.out.printf("Idempotency-Key: %d sent twice at once, %d commits, equal answers%n", REPEATS, REPEATS);
    }

    @Test
    void anIdempotencyKeyWithAnotherRequestIsRefused() {
        ProcessCluster cluster = CLUSTER.cluster();
        Workspace workspace = Workspace.create(cluster.client(0), "reused");
        Map<String, String> key = Map.of("Idempotency-Key", "reused");
        cluster.client(0).put(workspace.config("a"), key, "{\"n\":1}").expect(201);

        Reply otherBody =
                cluster.client(1).put(workspace.config("a"), key, "{\"n\":2}").expect(422);
        Reply otherConfig =
                cluster.client(2).put(workspace.config("b"), key, "{\"n\":1}").expect(422);
        assertThat(otherBody.problem()).isEqualTo("idempotency-key-reused");
        assertThat(otherConfig.problem()).isEqualTo("idempotency-key-reused");
        assertThat(cluster.client(0).get(workspace.config("a")).expect(200).version())
                .isEqualTo(1);
        cluster.client(0).get(workspace.config("b")).expect(404);
    }

    @Test
    void aRefusedWriteIsRefusedAgainUnderItsKeyOnAnotherNode() {
        ProcessCluster cluster = CLUSTER.cluster();
        String config = Workspace.create(cluster.client(0), "refused").config("a");
        cluster.client(0).put(config, "{\"n\":1}").expect(201);
        Map<String, String> headers = Map.of("Idempotency-Key", "too-late", "If-Match", "\"7\"");
        Reply first = cluster.client(1).put(config, headers, "{\"n\":2}").expect(412);
        Reply again = cluster.client(2).put(config, headers, "{\"n\":2}").expect(412);
        assertThat(again.json().path("currentVersion")).isEqualTo(first.json().path("currentVersion"));
    }

    private static Pair atOnce(ExecutorService threads, Supplier<Reply> one, Supplier<Reply> other) {
        CyclicBarrier start = new CyclicBarrier(2);
        CompletableFuture<Reply> first = CompletableFuture.supplyAsync(() -> after(start, one), threads);
        CompletableFuture<Reply> second = CompletableFuture.supplyAsync(() -> after(start, other), threads);
        return new Pair(first.join(), second.join());
    }

    private static Reply after(CyclicBarrier start, Supplier<Reply> request) {
        try {
            start.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the other did not come", e);
        }
        return request.get();
    }
}
