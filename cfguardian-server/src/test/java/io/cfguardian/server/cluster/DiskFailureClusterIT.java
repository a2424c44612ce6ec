package io.cfguardian.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.server.ExitCode;
import io.cfguardian.testkit.cluster.Acknowledged;
import io.cfguardian.testkit.cluster.ClusterInvariants;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.WriteLoad;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Three nodes, one of which has a disk that does not do what it is told. Runs as root only, because it mounts file systems. */
final class DiskFailureClusterIT {

    private static final int DISK_MIB = 160;
    private static final Map<String, String> SETTINGS = Map.of(
            "CFGUARDIAN_NODE_DISK_RESERVE", "32MiB",
            "CFGUARDIAN_NODE_BALLAST", "8MiB");

    enum Failure {
        /** The file system takes no write any more. */
        READ_ONLY {
            @Override
            Optional<Process> on(ProcessCluster cluster, int node) {
                new SmallDisk(cluster, node).failToReadOnly();
                return Optional.empty();
            }
        },
        /** A write is taken, but what becomes of it is not known: it must not be tried again and believed. */
        FSYNC {
            @Override
            Optional<Process> on(ProcessCluster cluster, int node) {
                try {
                    return Optional.of(new ProcessBuilder(
                                    "strace",
                                    "-fqqp",
                                    String.valueOf(cluster.pid(node)),
                                    "-e",
                                    "trace=fsync,fdatasync",
                                    "-e",
                                    "inject=fsync,fdatasync:error=EIO")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };

        /** The process, if there is one, does it until it ends. */
        abstract Optional<Process> on(ProcessCluster cluster, int node);
    }

    @ParameterizedTest
    @EnumSource
    void aNodeWhoseDiskFailsIsOutAtOnceAndNothingIsLost(Failure failure) {
        assumeThat(SmallDisk.isPossible()).as("only root mounts file systems").isTrue();
        assumeThat(Files.isExecutable(Path.of("/usr/bin/strace"))).as("strace").isTrue();
        Acknowledged acknowledged = new Acknowledged();
        try (ProcessCluster cluster = ProcessCluster.start(3, SETTINGS, i -> SmallDisk.launcher(DISK_MIB))) {
            Workspace workspace = Workspace.create(cluster.client(0), "disk-failure");
            int leader = cluster.awaitLeader();
            failsUnderLoad(failure, cluster, leader, workspace.config("leader."), acknowledged);
            int follower = (cluster.awaitLeader() + 1) % cluster.size();
            failsUnderLoad(failure, cluster, follower, workspace.config("follower."), acknowledged);
            ClusterInvariants.check(cluster, acknowledged);
        }
    }

    private static void failsUnderLoad(
            Failure failure, ProcessCluster cluster, int node, String configs, Acknowledged acknowledged) {
        IntStream.range(0, cluster.size()).forEach(cluster::awaitReady);
        try (WriteLoad load = WriteLoad.start(cluster.clients(), configs, acknowledged, 4, 1_000_000)) {
            await("some writes").until(() -> load.count() > 20);
            long beganNanos = System.nanoTime();
            Optional<Process> tracer = failure.on(cluster, node);
            OutOfService.awaitIt(cluster, node, failure.name(), beganNanos);
            await("it ends").atMost(ProcessCluster.PATIENCE).until(() -> !cluster.isAlive(node));
            tracer.ifPresent(Process::destroy);
            assertThat(cluster.exitCode(node)).isEqualTo(ExitCode.FATAL);
            int before = load.count();
            await("the others go on").atMost(ProcessCluster.PATIENCE).until(() -> load.count() > before + 20);
        }
        cluster.restart(node);
        cluster.awaitReady(node);
    }
}
