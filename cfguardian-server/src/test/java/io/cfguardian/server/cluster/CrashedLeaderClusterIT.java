package io.cfguardian.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.cluster.ClusterExtension;
import io.cfguardian.testkit.cluster.ProcessCluster;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
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
        int leader = await("a new leader")
                .atMost(SOON)
                .until(
                        () -> IntStream.range(0, cluster.size())
                                .filter(node -> node != dead && leads(cluster, node))
                                .findFirst()
                                .orElse(dead),
                        node -> node != dead);
        cluster.client(leader).post("/api/v1/projects", "{\"key\":\"after\"}").expect(201);
        Duration took = Duration.ofNanos(System.nanoTime() - killedNanos);
        System.out.printf(
                "crashed leader: a write after %d ms, election timeout %s%n", took.toMillis(), ELECTION_TIMEOUT);
        assertThat(took).isLessThan(SOON);
    }

    private static boolean leads(ProcessCluster cluster, int node) {
        for (var member :
                cluster.client(node).get("/api/v1/cluster").expect(200).json().path("members")) {
            if (member.path("id").asString().equals(cluster.id(node))) {
                return member.path("role").asString("").equals("leader");
            }
        }
        return false;
    }
}
