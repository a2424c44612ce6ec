package io.cfguardian.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.server.ExitCode;
import io.cfguardian.testkit.cluster.Acknowledged;
import io.cfguardian.testkit.cluster.ApiClient;
import io.cfguardian.testkit.cluster.ClusterInvariants;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.Reply;
import io.cfguardian.testkit.cluster.WriteLoad;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Three nodes, each with a small disk of its own that fills up. Runs as root only, because it mounts file systems. */
final class DiskFullClusterIT {

    private static final int DISK_MIB = 160;
    private static final int DISK_FOR_SNAPSHOTS_MIB = 512;
    private static final int LARGE = 20;
    private static final int LARGE_BYTES = 256 << 10;
    private static final long LITTLE = 24 << 20;
    private static final Map<String, String> SETTINGS = Map.of(
            "CFGUARDIAN_NODE_DISK_RESERVE", "32MiB",
            "CFGUARDIAN_NODE_BALLAST", "8MiB",
            "CFGUARDIAN_STORE_MEMTABLE_BYTES", "1MiB");

    @Test
    void aDiskThatFillsUpLosesNothingAndStopsAsLittleAsItCan() {
        assumeThat(SmallDisk.isPossible()).as("only root mounts file systems").isTrue();
        try (ProcessCluster cluster = ProcessCluster.start(3, SETTINGS, i -> SmallDisk.launcher(DISK_MIB))) {
            Workspace workspace = Workspace.create(cluster.client(0), "disk-full");
            List<SmallDisk> disks = IntStream.range(0, cluster.size())
                    .mapToObj(i -> new SmallDisk(cluster, i))
                    .toList();
            try {
                aLeaderWithoutRoomHandsOverAndWritesGoOn(cluster, disks, workspace);
                withoutRoomDataIsRefusedAndDeletingGoesOn(cluster, disks, workspace);
                aDiskThatIsFullToTheLastByteLosesNothing(cluster, disks, workspace);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(e.getMessage() + "\nwhat the nodes wrote:\n" + cluster.logTails(), e);
            }
        }
    }

    @Test
    void aNodeWithoutRoomForTheLeadersSnapshotWaitsForRoom() {
        assumeThat(SmallDisk.isPossible()).as("only root mounts file systems").isTrue();
        try (ProcessCluster cluster =
                ProcessCluster.start(3, SETTINGS, i -> SmallDisk.launcher(DISK_FOR_SNAPSHOTS_MIB))) {
            Workspace workspace = Workspace.create(cluster.client(0), "no-room");
            int leader = cluster.awaitLeader();
            int follower = (leader + 1) % cluster.size();
            SmallDisk disk = new SmallDisk(cluster, follower);
            cluster.awaitReady(follower);
            cluster.pause(follower);
            leaveOnlyASnapshot(cluster.client(leader), workspace);
            disk.fillTo(0);
            cluster.resume(follower);

            await("three tries")
                    .atMost(ProcessCluster.PATIENCE)
                    .until(() -> cluster.log(follower)
                                    .lines()
                                    .filter(line -> line.contains("snapshot was not copied"))
                                    .count()
                            >= 3);
            assertThat(cluster.isAlive(follower)).as("lives").isTrue();
            assertThat(obstacles(cluster, follower)).contains("left for data");

            disk.empty();
            await("it has it")
                    .atMost(ProcessCluster.PATIENCE)
                    .until(() -> cluster.log(follower).contains("state restored from the snapshot"));
            cluster.awaitReady(follower);
            ClusterInvariants.check(cluster, new Acknowledged());
        }
    }

    /** Writes more than the ballast has room for, and has the log dropped in which it came. */
    private static void leaveOnlyASnapshot(ApiClient leader, Workspace workspace) {
        SplittableRandom noise = new SplittableRandom(1);
        for (int part = 0; part < 2; part++) {
            for (int i = 0; i < LARGE; i++) {
                byte[] bytes = new byte[LARGE_BYTES];
                noise.nextBytes(bytes);
                String document = "{\"a\":\"" + HexFormat.of().formatHex(bytes) + "\"}";
                leader.put(workspace.config("large." + part + "." + i), document)
                        .expect(201);
            }
            leader.post("/api/v1/cluster/snapshot", "").expect(200);
        }
    }

    private static void aLeaderWithoutRoomHandsOverAndWritesGoOn(
            ProcessCluster cluster, List<SmallDisk> disks, Workspace workspace) {
        int leader = cluster.awaitLeader();
        disks.get(leader).fillTo(LITTLE);
        OutOfService.awaitIt(cluster, leader, "a disk without room", System.nanoTime());
        await("not ready for that").until(() -> obstacles(cluster, leader).contains("MiB left for data"));
        await("another leads").atMost(ProcessCluster.PATIENCE).until(() -> cluster.awaitLeader() != leader);
        await("writes through it")
                .atMost(ProcessCluster.PATIENCE)
                .until(() -> put(cluster.client(leader), workspace, "during").status() == 201);
        disks.get(leader).empty();
        cluster.awaitReady(leader);
    }

    private static void withoutRoomDataIsRefusedAndDeletingGoesOn(
            ProcessCluster cluster, List<SmallDisk> disks, Workspace workspace) {
        ApiClient client = cluster.client(0);
        put(client, workspace, "kept").expect(201);
        disks.forEach(disk -> disk.fillTo(LITTLE));
        Reply refused = await("a refusal")
                .atMost(ProcessCluster.PATIENCE)
                .until(() -> put(client, workspace, "often"), reply -> reply.status() == 507);
        assertThat(refused.problem()).isEqualTo("disk-full");
        assertThat(refused.header("Retry-After")).contains("10");
        put(client, workspace, "refused").expect(507);
        client.get(workspace.config("refused")).expect(404);
        client.get(workspace.config("kept")).expect(200);
        client.delete(workspace.config("kept")).expect(200);

        disks.forEach(SmallDisk::empty);
        await("data is taken again")
                .atMost(ProcessCluster.PATIENCE)
                .until(() -> put(client, workspace, "refused").status() == 201);
        IntStream.range(0, cluster.size()).forEach(cluster::awaitReady);
    }

    private static void aDiskThatIsFullToTheLastByteLosesNothing(
            ProcessCluster cluster, List<SmallDisk> disks, Workspace workspace) {
        int follower = (cluster.awaitLeader() + 1) % cluster.size();
        Acknowledged acknowledged = new Acknowledged();
        try (WriteLoad load =
                WriteLoad.start(cluster.clients(), workspace.config("load."), acknowledged, 4, 1_000_000)) {
            await("some writes").until(() -> load.count() > 20);
            await("it stops by itself").atMost(ProcessCluster.PATIENCE).until(() -> {
                if (cluster.isAlive(follower)) {
                    disks.get(follower).fillTo(0);
                }
                return !cluster.isAlive(follower);
            });
            assertThat(cluster.log(follower)).contains("of ballast are given up", "this node can no longer be trusted");
            assertThat(cluster.exitCode(follower)).isEqualTo(ExitCode.FATAL);
            int before = load.count();
            await("the others go on").atMost(ProcessCluster.PATIENCE).until(() -> load.count() > before + 20);
        }
        disks.get(follower).empty();
        cluster.restartAll();
        ClusterInvariants.check(cluster, acknowledged);
    }

    private static String obstacles(ProcessCluster cluster, int node) {
        Reply reply = cluster.client(node).get("/ready");
        return reply.status() == 503 ? reply.body() : "";
    }

    private static Reply put(ApiClient client, Workspace workspace, String key) {
        return client.put(workspace.config(key), "{\"a\":1}");
    }
}
