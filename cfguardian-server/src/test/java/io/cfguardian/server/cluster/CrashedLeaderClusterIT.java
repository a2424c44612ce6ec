package io.cfguardian.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.testkit.cluster.ClusterExtension;
import io.cfguardian.testkit.cluster.ProcessCluster;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How soon there is a new leader when the process of the old one has ended, where the election timeout is far longer. */
final class CrashedLeaderClusterIT {

    private static final Duration ELECTION_TIMEOUT = Duration.ofSeconds(8);
    private static final Duration SOON = Duration.ofSeconds(5);

    @RegisterExtension
    static final ClusterExtension CLUSTER =
            ClusterExtension.of(3, Map.of("CFGUARDIAN_RAFT_ELECTION_TIMEOUT", ELECTION_TIMEOUT.toSeconds() + "s"));

    @Test
    void theNextLeadsBeforeTheElectionTimeout() {
        ProcessCluster cluster = CLUSTER.cluster();
        int dead = cluster.awaitLeader();
        long killedNanos = System.nanoTime();
        cluster.kill(dead);
        int leader = cluster.awaitLeader();
        cluster.client(leader).post("/api/v1/projects", "{\"key\":\"after\"}").expect(201);
        Duration took = Duration.ofNanos(System.nanoTime() - killedNanos);
        System.out.printf(
                "crashed leader: a write after %d ms, election timeout %s%n", took.toMillis(), ELECTION_TIMEOUT);
        assertThat(took).isLessThan(SOON);
    }
}
