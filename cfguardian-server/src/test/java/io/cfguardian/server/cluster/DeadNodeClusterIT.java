package io.cfguardian.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.cluster.ApiClient;
import io.cfguardian.testkit.cluster.ClusterExtension;
import io.cfguardian.testkit.cluster.ProcessCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What the two nodes do that are left, while nobody starts the third again. */
final class DeadNodeClusterIT {

    /** Many election timeouts, and longer than a leader takes to notice that a member stays away. */
    private static final Duration LONG = Duration.ofSeconds(15);

    private static final Duration LONG_AND_SOME = LONG.plusSeconds(30);

    @RegisterExtension
    static final ClusterExtension CLUSTER = ClusterExtension.of(3);

    @Test
    void aNewLeaderStaysWhileTheOldOneIsDead() {
        ProcessCluster cluster = CLUSTER.cluster();
        cluster.kill(cluster.awaitLeader());
        staysInItsTerm(cluster, "who led");
    }

    @Test
    void aLeaderStaysWhileAFollowerIsDead() {
        ProcessCluster cluster = CLUSTER.cluster();
        cluster.kill((cluster.awaitLeader() + 1) % cluster.size());
        staysInItsTerm(cluster, "who followed");
    }

    private static void staysInItsTerm(ProcessCluster cluster, String dead) {
        int leader = cluster.awaitLeader();
        ApiClient client = cluster.client(leader);
        long term = termLedBy(client, cluster.id(leader));
        assertThat(term).isPositive();
        await("one term").during(LONG).atMost(LONG_AND_SOME).until(() -> termLedBy(client, cluster.id(leader)) == term);
        System.out.printf("one dead node %s: term %d for %s%n", dead, term, LONG);
    }

    /** The term in which {@code client}'s node leads; 0 when it does not. */
    private static long termLedBy(ApiClient client, String id) {
        for (JsonNode member : client.get("/api/v1/cluster").expect(200).json().path("members")) {
            if (member.path("id").asString().equals(id)
                    && member.path("role").asString("").equals("leader")) {
                return member.path("term").asLong();
            }
        }
        return 0;
    }
}
