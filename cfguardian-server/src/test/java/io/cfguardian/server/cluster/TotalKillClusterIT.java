package io.cfguardian.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.cluster.ClusterExtension;
import io.cfguardian.testkit.cluster.ExportedChain;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.WriteLoad;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What is left when every process is killed at once. */
final class TotalKillClusterIT {

    private static final int ROUNDS = 3;
    private static final int CLIENTS = 8;
    private static final int WRITES_EACH = 150;
    private static final int WRITES = CLIENTS * WRITES_EACH;
    private static final Duration LOAD_MAX = Duration.ofMinutes(2);

    /** Snapshots are taken and logs cut meanwhile. */
    @RegisterExtension
    static final ClusterExtension CLUSTER =
            ClusterExtension.of(3, Map.of("CFGUARDIAN_RAFT_SNAPSHOT_LOG_BYTES", "64KiB"));

    @Test
    void nothingAcknowledgedIsLostWhenAllNodesAreKilledAtOnce() {
        ProcessCluster cluster = CLUSTER.cluster();
        Workspace workspace = Workspace.create(cluster.client(0), "total-kill");
        try (WriteLoad load = WriteLoad.start(
                cluster.clients(), workspace.config("load."), CLUSTER.acknowledged(), CLIENTS, WRITES_EACH)) {
            for (int round = 1; round <= ROUNDS; round++) {
                int enough = round * WRITES / (ROUNDS + 1);
                await("some writes").atMost(LOAD_MAX).until(() -> load.count() >= enough);
                cluster.killAll();
                Map<String, Long> told = CLUSTER.acknowledged().revisions();
                cluster.restartAll();
                int leader = cluster.awaitLeader();
                Map<String, Long> kept = keptBy(cluster, leader);
                Map<String, Long> lost = new TreeMap<>(told);
                lost.entrySet().removeAll(kept.entrySet());
                System.out.printf(
                        "all killed, round %d: acknowledged before %d, lost %d%n", round, told.size(), lost.size());
                assertThat(lost).as("acknowledged and lost").isEmpty();
            }
            await("all writes").atMost(LOAD_MAX).until(load::isDone);

            assertThat(load.count()).isEqualTo(WRITES);
            for (int i = 0; i < cluster.size(); i++) {
                load.assertValues(cluster.client(i));
            }
            System.out.printf(
                    "all killed %d times: acknowledged %d, retries %d, answered from memory %d, longest gap %d ms%n",
                    ROUNDS,
                    CLUSTER.acknowledged().size(),
                    load.retries(),
                    load.replays(),
                    load.longestGap().toMillis());
        }
    }

    /** By idempotency key, the revision that its commit has. */
    private static Map<String, Long> keptBy(ProcessCluster cluster, int node) {
        String export =
                cluster.client(node).get("/api/v1/audit/export").expect(200).body();
        Map<String, Long> kept = new TreeMap<>();
        for (JsonNode commit : ExportedChain.check(export).commits()) {
            kept.put(
                    commit.path("request").path("id").asString(),
                    commit.path("revision").asLong());
        }
        return kept;
    }
}
