package io.cfguardian.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.domain.cluster.FormatLevel;
import io.cfguardian.server.ExitCode;
import io.cfguardian.testkit.cluster.Acknowledged;
import io.cfguardian.testkit.cluster.ClusterInvariants;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.Reply;
import io.cfguardian.testkit.cluster.WriteLoad;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Nodes of a release that does not know the newest format level, and such that do. */
final class FormatUpgradeClusterIT {

    private static final String NODES = "/api/v1/cluster/members";

    @TempDir
    Path directory = Path.of("");

    @Test
    void theFormatFollowsTheLastNodeThatIsUpgradedAndNobodyGoesBack() {
        List<String> launcher = PreviousFormat.launcher(directory);
        Acknowledged acknowledged = new Acknowledged();
        try (ProcessCluster cluster = ProcessCluster.start(3, Map.of(), i -> launcher)) {
            Workspace workspace = Workspace.create(cluster.client(0), "formats");
            assertThat(format(cluster, 0)).isEqualTo(FormatLevel.FIRST.value());
            try (WriteLoad load =
                    WriteLoad.start(cluster.clients(), workspace.config("a."), acknowledged, 4, 1_000_000)) {
                for (int node = 0; node < cluster.size(); node++) {
                    Reply refused = promote(cluster, node).expect(409);
                    assertThat(refused.problem()).isEqualTo("format-behind");
                    cluster.stop(node);
                    PreviousFormat.upgrade(cluster, node);
                    cluster.restart(node);
                    cluster.awaitReady(node);
                    int before = load.count();
                    await("writes").atMost(ProcessCluster.PATIENCE).until(() -> load.count() > before + 20);
                }
                await("the newest format")
                        .atMost(ProcessCluster.PATIENCE)
                        .until(() -> format(cluster, 0) == FormatLevel.NEWEST.value());
            }
            aNodeThatGoesBackRefusesToStart(cluster);
            aNodeThatIsTooOldIsNotTaken(cluster);
            ClusterInvariants.check(cluster, acknowledged);
        }
    }

    private static void aNodeThatGoesBackRefusesToStart(ProcessCluster cluster) {
        int node = (cluster.awaitLeader() + 1) % cluster.size();
        await("it knows the newest format")
                .atMost(ProcessCluster.PATIENCE)
                .until(() -> format(cluster, node) == FormatLevel.NEWEST.value());
        cluster.stop(node);
        PreviousFormat.downgrade(cluster, node);
        cluster.restart(node);
        await("it refuses").atMost(ProcessCluster.PATIENCE).until(() -> !cluster.isAlive(node));
        assertThat(cluster.exitCode(node)).isEqualTo(ExitCode.FAILURE);
        assertThat(cluster.log(node))
                .contains("the cluster writes format level " + FormatLevel.NEWEST + ", this release reads up to "
                        + FormatLevel.FIRST);
        PreviousFormat.upgrade(cluster, node);
        cluster.restart(node);
        cluster.awaitReady(node);
    }

    private static void aNodeThatIsTooOldIsNotTaken(ProcessCluster cluster) {
        int node = cluster.join();
        cluster.client(0)
                .post(
                        NODES,
                        "{\"id\":\"%s\",\"address\":\"127.0.0.1:%d\",\"http\":\"%s\",\"standing\":\"voter\"}"
                                .formatted(
                                        cluster.id(node),
                                        cluster.raftPort(node),
                                        cluster.client(node).base().getAuthority()))
                .expect(202);
        await("the objection")
                .atMost(ProcessCluster.PATIENCE)
                .until(
                        () -> cluster(cluster, 0).path("hindrance").asString(""),
                        text -> text.contains(cluster.id(node) + " is of a release that reads format "
                                + FormatLevel.FIRST + " at most"));
        cluster.kill(node);
        PreviousFormat.upgrade(cluster, node);
        cluster.restart(node);
        cluster.awaitReady(node);
    }

    /** Something that is written in the newest format only; nothing else is wrong with it once that is allowed. */
    private static Reply promote(ProcessCluster cluster, int through) {
        return cluster.client(through).post(NODES + "/node-1/promote", "");
    }

    private static int format(ProcessCluster cluster, int node) {
        return cluster(cluster, node).path("format").asInt();
    }

    private static JsonNode cluster(ProcessCluster cluster, int node) {
        return cluster.client(node).get("/api/v1/cluster").expect(200).json();
    }
}
