package io.cfguardian.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.raft.backup.BackupFile;
import io.cfguardian.raft.backup.BackupHeader;
import io.cfguardian.testkit.cluster.Acknowledged;
import io.cfguardian.testkit.cluster.ApiClient;
import io.cfguardian.testkit.cluster.ClusterInvariants;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.SseReader;
import io.cfguardian.testkit.cluster.WriteLoad;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that is taken while clients write makes clusters of other sizes that go on where it ends. */
final class RestoreClusterIT {

    private static final int CLIENTS = 4;
    private static final int NEVER_DONE = 1_000_000;
    private static final int WRITES = 100;
    private static final Duration LOAD_MAX = Duration.ofMinutes(1);
    private static final String BACKUP = "/api/v1/cluster/backup";

    @TempDir
    private Path directory;

    @Test
    void aBackupUnderLoadMakesClustersOfThreeAndOfOne() throws IOException {
        Path first = directory.resolve("first.cfgbackup");
        Path second = directory.resolve("second.cfgbackup");
        try (ProcessCluster one = ProcessCluster.start(1)) {
            Workspace workspace = Workspace.create(one.client(0), "restored");
            Acknowledged acknowledged = backUpUnderLoad(one, workspace, first);
            BackupHeader header = BackupFile.verify(first, commit -> {}).header();

            try (ProcessCluster three = ProcessCluster.restored(first, 3, one)) {
                assertHolds(three, header);
                for (ApiClient node : three.clients()) {
                    node.put(workspace.config("after"), "{\"restored\":true}");
                }
                ClusterInvariants.check(three, acknowledged);
                assertThatAWatchGoesOn(three.client(1), workspace, header);
                three.client(2).download(BACKUP, second);

                try (ProcessCluster alone = ProcessCluster.restored(second, 1, three)) {
                    assertHolds(alone, header);
                    assertThat(alone.client(0)
                                    .get(workspace.config("after"))
                                    .expect(200)
                                    .json()
                                    .at("/value/restored")
                                    .asBoolean())
                            .isTrue();
                    ClusterInvariants.check(alone, acknowledged);
                }
            }
        }
    }

    /** What was acknowledged before the backup was asked for, while clients went on writing. */
    private static Acknowledged backUpUnderLoad(ProcessCluster cluster, Workspace workspace, Path file) {
        Acknowledged all = new Acknowledged();
        Acknowledged before = new Acknowledged();
        try (WriteLoad load = WriteLoad.start(cluster.clients(), workspace.config("load."), all, CLIENTS, NEVER_DONE)) {
            await("some writes").atMost(LOAD_MAX).until(() -> load.count() >= WRITES);
            all.revisions().forEach(before::add);
            cluster.client(0).download(BACKUP, file);
            int then = load.count();
            await("more writes").atMost(LOAD_MAX).until(() -> load.count() > then);
        }
        return before;
    }

    /** The sign-in has shown already that the secrets in the state are the old ones. */
    private static void assertHolds(ProcessCluster cluster, BackupHeader header) {
        for (ApiClient node : cluster.clients()) {
            var commits = node.get("/api/v1/audit?from=%s&to=%s".formatted(header.revision(), header.revision()))
                    .expect(200)
                    .json()
                    .path("items");
            assertThat(commits).hasSize(1);
            assertThat(commits.path(0).path("hash").asString())
                    .isEqualTo(header.chainHead().hex());
        }
    }

    private static void assertThatAWatchGoesOn(ApiClient node, Workspace workspace, BackupHeader header) {
        try (SseReader stream = node.watch(
                workspace.watch("environment=prod"),
                Optional.of(header.revision().toString()))) {
            assertThat(stream.next("commit", LOAD_MAX).orElseThrow().data()).contains("\"after\"");
        }
    }
}
