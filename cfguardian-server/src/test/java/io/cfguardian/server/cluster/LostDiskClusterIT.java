package io.cfguardian.server.cluster;

import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.cluster.Acknowledged;
import io.cfguardian.testkit.cluster.ClusterInvariants;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.WriteLoad;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A node whose disk is lost starts on an empty one under its old name. */
final class LostDiskClusterIT {

    @Test
    void whatItAcknowledgedIsNotForgottenWithIt() {
        Acknowledged acknowledged = new Acknowledged();
        try (ProcessCluster cluster = ProcessCluster.start(3)) {
            Workspace workspace = Workspace.create(cluster.client(0), "lost-disk");
            int leader = cluster.awaitLeader();
            int behind = (leader + 1) % cluster.size();
            int lost = (leader + 2) % cluster.size();
            cluster.stop(behind);
            write(cluster, List.of(leader, lost), workspace.config("before."), acknowledged);
            cluster.killAll();
            wipe(cluster.data(lost));

            // These two are a majority, and neither has what was acknowledged.
            cluster.restart(behind);
            cluster.restart(lost);
            await("it asks for more")
                    .atMost(ProcessCluster.PATIENCE)
                    .until(() -> cluster.log(lost).contains("this member has no data and needs to hear from 2 of"));
            cluster.restart(leader);
            cluster.awaitReady(lost);
            ClusterInvariants.check(cluster, acknowledged);

            await("it votes again")
                    .atMost(ProcessCluster.PATIENCE)
                    .until(() -> cluster.log(lost).contains("has caught up, and votes from now on"));
            cluster.kill(leader);
            write(cluster, List.of(behind, lost), workspace.config("after."), acknowledged);
            cluster.restart(leader);
            ClusterInvariants.check(cluster, acknowledged);
        }
    }

    private static void write(ProcessCluster cluster, List<Integer> nodes, String configs, Acknowledged acknowledged) {
        try (WriteLoad load =
                WriteLoad.start(nodes.stream().map(cluster::client).toList(), configs, acknowledged, 4, 1_000_000)) {
            await("writes").atMost(ProcessCluster.PATIENCE).until(() -> load.count() > 50);
        }
    }

    private static void wipe(Path data) {
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
