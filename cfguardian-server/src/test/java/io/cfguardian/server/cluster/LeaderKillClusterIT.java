package io.cfguardian.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.cluster.ClusterExtension;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.WriteLoad;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a client may rely on when the process that leads is killed. */
final class LeaderKillClusterIT {

    private static final int CLIENTS = 8;
    private static final int WRITES_EACH = 250;
    private static final int WRITES = CLIENTS * WRITES_EACH;
    private static final Duration LOAD_MAX = Duration.ofMinutes(2);
    private static final Duration GAP_MAX = Duration.ofSeconds(15);

    @RegisterExtension
    static final ClusterExtension CLUSTER = ClusterExtension.of(3);

    @Test
    void everyAcknowledgedWriteIsThereOnceAfterTheLeaderWasKilled() {
        ProcessCluster cluster = CLUSTER.cluster();
        Workspace workspace = Workspace.create(cluster.client(0), "leader-kill");
        try (WriteLoad load = WriteLoad.start(
                cluster.clients(), workspace.config("load."), CLUSTER.acknowledged(), CLIENTS, WRITES_EACH)) {
            await("some writes").atMost(LOAD_MAX).until(() -> load.count() >= WRITES / 4);
            int leader = cluster.awaitLeader();
            int before = load.count();
            cluster.kill(leader);
            await("all writes").atMost(LOAD_MAX).until(load::isDone);

            assertThat(load.count()).isEqualTo(WRITES);
            assertThat(before).as("writes before the kill").isLessThan(WRITES);
            assertThat(cluster.awaitLeader()).as("the new leader").isNotEqualTo(leader);
            assertThat(load.longestGap()).isLessThan(GAP_MAX);

            cluster.restart(leader);
            cluster.awaitReady(leader);
            load.assertValues(cluster.client(leader));
            System.out.printf(
                    "leader killed after %d of %d writes: acknowledged %d, retries %d, answered from memory %d, longest gap %d ms%n",
                    before,
                    WRITES,
                    CLUSTER.acknowledged().size(),
                    load.retries(),
                    load.replays(),
                    load.longestGap().toMillis());
        }
    }
}
