package io.cfguardian.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.cluster.ClusterExtension;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.Reply;
import io.cfguardian.testkit.cluster.WriteLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a client may rely on while an operator stops and starts one node after the other. */
final class RollingRestartClusterIT {

    private static final int DRAIN_SECONDS = 4;
    private static final int CLIENTS = 8;
    private static final int NEVER_DONE = 1_000_000;
    private static final int WRITES_BETWEEN = 100;
    private static final Duration LOAD_MAX = Duration.ofMinutes(2);

    /** An orderly stop hands leadership over; without that it takes an election time-out and more. */
    private static final Duration GAP_MAX = Duration.ofSeconds(5);

    /** How often the leader is stopped; more to measure than to test. */
    private static final int STOPS = Integer.getInteger("cfguardian.stops", 1);

    @RegisterExtension
    static final ClusterExtension CLUSTER =
            ClusterExtension.of(3, Map.of("CFGUARDIAN_NODE_DRAIN_TIME", DRAIN_SECONDS + "s"));

    @Test
    void everyWriteIsAcknowledgedWhileEachNodeIsRestartedInTurn() {
        ProcessCluster cluster = CLUSTER.cluster();
        Workspace workspace = Workspace.create(cluster.client(0), "rolling-restart");
        try (WriteLoad load = WriteLoad.start(
                cluster.clients(), workspace.config("load."), CLUSTER.acknowledged(), CLIENTS, NEVER_DONE)) {
            int first = cluster.awaitLeader();
            for (int turn = 0; turn < cluster.size(); turn++) {
                int node = (first + turn) % cluster.size();
                awaitMore(load);
                cluster.stop(node);
                assertThat(cluster.log(node)).contains("stopped").doesNotContain("ends anyway", "not in order");
                cluster.restart(node);
                cluster.awaitReady(node);
            }
            awaitMore(load);

            assertThat(load.longestGap()).isLessThan(GAP_MAX);
            System.out.printf(
                    "rolling restart: acknowledged %d, retries %d, answered from memory %d, longest gap %d ms%n",
                    load.count(),
                    load.retries(),
                    load.replays(),
                    load.longestGap().toMillis());
        }
    }

    @Test
    void aNodeThatDrainsSaysSoAndServesOnUntilItStops() {
        ProcessCluster cluster = CLUSTER.cluster();
        Workspace workspace = Workspace.create(cluster.client(0), "drain");
        int node = cluster.awaitLeader();
        // It has stopped before, in other tests.
        int said = cluster.log(node).length();
        cluster.askToStop(node);
        Reply ready = await("not ready")
                .atMost(ProcessCluster.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> cluster.client(node).get("/ready"), reply -> reply.status() == 503);
        assertThat(ready.body()).contains("the node is stopping");
        assertThat(ready.header("Retry-After")).isPresent();
        cluster.client(node).put(workspace.config("late"), "1").expect(201);
        assertThat(cluster.log(node).substring(said))
                .contains("not ready any more")
                .doesNotContain(" stopping ");

        await("its end").atMost(ProcessCluster.PATIENCE).until(() -> !cluster.isAlive(node));
        assertThat(cluster.log(node).substring(said)).contains("stopped").doesNotContain("ends anyway", "not in order");
        cluster.client((node + 1) % cluster.size())
                .get(workspace.config("late"))
                .expect(200);
    }

    @Test
    void aLeaderThatIsStoppedInOrderIsHardlyMissed() {
        ProcessCluster cluster = CLUSTER.cluster();
        Workspace workspace = Workspace.create(cluster.client(0), "stop");
        List<Long> gaps = new ArrayList<>();
        try (WriteLoad load = WriteLoad.start(
                cluster.clients(), workspace.config("stop."), CLUSTER.acknowledged(), CLIENTS, NEVER_DONE)) {
            for (int stop = 0; stop < STOPS; stop++) {
                int leader = cluster.awaitLeader();
                awaitMore(load);
                int before = load.count();
                cluster.stop(leader);
                awaitMore(load);
                gaps.add(load.longestGapFrom(before - 1).toMillis());
                cluster.restart(leader);
                cluster.awaitReady(leader);
            }
        }
        System.out.println("gaps in ms when the leader is stopped: " + gaps);
        assertThat(gaps).allMatch(millis -> millis < GAP_MAX.toMillis());
    }

    private static void awaitMore(WriteLoad load) {
        int before = load.count();
        await("some writes").atMost(LOAD_MAX).until(() -> load.count() >= before + WRITES_BETWEEN);
    }
}
