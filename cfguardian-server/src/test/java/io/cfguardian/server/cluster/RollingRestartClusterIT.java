package io.cfguardian.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.cluster.ClusterExtension;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.WriteLoad;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a client may rely on while an operator stops and starts one node after the other. */
final class RollingRestartClusterIT {

    private static final int CLIENTS = 8;
    private static final int NEVER_DONE = 1_000_000;
    private static final int WRITES_BETWEEN = 100;
    private static final Duration LOAD_MAX = Duration.ofMinutes(2);

    /** An orderly stop hands leadership over; without that it takes an election time-out and more. */
    private static final Duration GAP_MAX = Duration.ofSeconds(5);

    @RegisterExtension
    static final ClusterExtension CLUSTER = ClusterExtension.of(3);

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

    private static void awaitMore(WriteLoad load) {
        int before = load.count();
        await("some writes").atMost(LOAD_MAX).until(() -> load.count() >= before + WRITES_BETWEEN);
    }
}
