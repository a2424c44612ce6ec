package io.cfguardian.raft.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cfguardian.app.telemetry.Span;
import io.cfguardian.raft.consensus.ConsensusStartException.Problem;
import io.cfguardian.raft.consensus.ProposalResult.Answered;
import io.cfguardian.raft.consensus.ProposalResult.NotAppended;
import io.cfguardian.raft.consensus.ProposalResult.Reason;
import io.cfguardian.raft.consensus.ReadPoint.Reached;
import io.cfguardian.raft.consensus.snapshot.SnapshotManifest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Members that stop, lose what they had not flushed, are wiped, or find their files damaged. */
@Timeout(60)
final class ConsensusRestartIT {

    @TempDir
    Path root = Path.of("");

    private static void commitMany(LocalCluster cluster, int member, String prefix, int count) {
        List<CompletableFuture<ProposalResult>> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            results.add(cluster.member(member)
                    .node()
                    .propose(LocalCluster.bytes(prefix + i), LocalCluster.PATIENCE, Span.NONE));
        }
        assertThat(results).allSatisfy(result -> assertThat(result.join()).isInstanceOf(Answered.class));
    }

    private static void assertAllOnce(LocalCluster cluster, int member, int count) {
        LocalCluster.Member checked = cluster.member(member);
        assertThat(checked.node().readIndex(LocalCluster.PATIENCE).join()).isInstanceOf(Reached.class);
        assertThat(checked.state().counts())
                .hasSize(count)
                .allSatisfy((name, times) -> assertThat(times).as(name).isEqualTo(1));
    }

    private static Path lastSnapshot(LocalCluster cluster, int member) throws IOException {
        try (Stream<Path> snapshots = Files.list(cluster.raftDirectory(member).resolve("snapshots"))) {
            return snapshots
                    .filter(path -> path.getFileName().toString().startsWith("snapshot_"))
                    .findAny()
                    .orElseThrow();
        }
    }

    private static void snapshot(LocalCluster cluster, int member) {
        assertThat(cluster.member(member).node().snapshotNow().join()).isEqualTo(new SnapshotResult.Saved());
    }

    private static void snapshotOthers(LocalCluster cluster, int member) {
        for (int other = 0; other < 3; other++) {
            if (other != member) {
                snapshot(cluster, other);
            }
        }
    }

    private static ConsensusStartException refusedStart(LocalCluster cluster, int member) {
        return catchThrowableOfType(ConsensusStartException.class, () -> cluster.start(member));
    }

    @Test
    void wholeClusterComesBackWithAllThatWasAcknowledged() throws Exception {
        try (LocalCluster cluster = LocalCluster.started(root, 3, UnaryOperator.identity())) {
            commitMany(cluster, 0, "a", 200);
            for (int i = 0; i < 3; i++) {
                cluster.stop(i);
            }
            for (int i = 0; i < 3; i++) {
                cluster.start(i);
            }
            for (int i = 0; i < 3; i++) {
                assertAllOnce(cluster, i, 200);
            }
        }
    }

    @Test
    void entriesThatTheStateStillHoldsAreNotAppliedAgain() throws Exception {
        try (LocalCluster cluster = LocalCluster.started(root, 1, UnaryOperator.identity())) {
            commitMany(cluster, 0, "a", 100);
            cluster.member(0).state().flush();
            commitMany(cluster, 0, "b", 100);
            cluster.stop(0);
            cluster.start(0);
            assertAllOnce(cluster, 0, 200);
        }
    }

    @Test
    void singleMemberReadsNothingStaleWhileItReplaysItsLog() throws Exception {
        try (LocalCluster cluster = LocalCluster.started(root, 1, UnaryOperator.identity())) {
            commitMany(cluster, 0, "a", 500);
            for (int round = 0; round < 3; round++) {
                cluster.stop(0);
                cluster.start(0);
                // at once: the state forgot everything, and the read must wait for the replay
                assertAllOnce(cluster, 0, 500);
            }
        }
    }

    @Test
    void restartedMemberRestoresItsSnapshotAndReplaysTheRest() throws Exception {
        try (LocalCluster cluster = LocalCluster.started(root, 3, UnaryOperator.identity())) {
            int follower = cluster.aFollower();
            commitMany(cluster, follower, "a", 100);
            snapshot(cluster, follower);
            commitMany(cluster, follower, "b", 100);
            cluster.stop(follower);
            commitMany(cluster, cluster.awaitLeader(), "c", 100);
            cluster.start(follower);
            assertAllOnce(cluster, follower, 300);
        }
    }

    @Test
    void wipedMemberIsGivenASnapshotAndTheRest() throws Exception {
        try (LocalCluster cluster = LocalCluster.started(root, 3, UnaryOperator.identity())) {
            int wiped = cluster.aFollower();
            commitMany(cluster, cluster.awaitLeader(), "a", 100);
            cluster.stop(wiped);
            cluster.wipe(wiped);
            // the log is kept back to the snapshot before the last, on whichever of the two leads in the end
            snapshotOthers(cluster, wiped);
            commitMany(cluster, cluster.awaitLeader(), "b", 100);
            snapshotOthers(cluster, wiped);
            commitMany(cluster, cluster.awaitLeader(), "c", 100);

            LocalCluster.Member joined = cluster.start(wiped);
            LocalCluster.await("the install", () -> joined.state().restores() == 1);
            assertAllOnce(cluster, wiped, 300);
            commitMany(cluster, wiped, "d", 10);
        }
    }

    @Test
    void enoughLogTakesASnapshotByItself() throws Exception {
        UnaryOperator<ConsensusSettings> smallLog = settings ->
                settings.withSnapshots(new ConsensusSettings.SnapshotPolicy(Duration.ofHours(1), 64 << 10, 64 << 20));
        try (LocalCluster cluster = LocalCluster.started(root, 1, smallLog)) {
            cluster.commit(0, "x".repeat(70_000));
            LocalCluster.await("a snapshot", () -> {
                try {
                    return Files.exists(lastSnapshot(cluster, 0).resolve(SnapshotManifest.FILE));
                } catch (NoSuchElementException none) {
                    return false;
                }
            });
        }
    }

    @Test
    void damagedSnapshotStopsTheStartAndIsNamed() throws Exception {
        try (LocalCluster cluster = LocalCluster.started(root, 1, UnaryOperator.identity())) {
            commitMany(cluster, 0, "a", 100);
            snapshot(cluster, 0);
            Path damaged;
            try (Stream<Path> files = Files.list(lastSnapshot(cluster, 0).resolve("state"))) {
                damaged = files.filter(file -> file.toString().endsWith(".sst"))
                        .findAny()
                        .orElseThrow();
            }
            cluster.stop(0);
            byte[] bytes = Files.readAllBytes(damaged);
            bytes[bytes.length / 2] ^= 1;
            Files.write(damaged, bytes);
            // a checkpoint links the state's own files, which are damaged with it
            cluster.wipeState(0);

            ConsensusStartException refused = refusedStart(cluster, 0);
            assertThat(refused.problem()).isEqualTo(Problem.DAMAGED_DATA);
            assertThat(refused).hasMessageContaining(damaged.getFileName().toString());
            assertThat(cluster.failures())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.index()).isPositive());
        }
    }

    @Test
    void missingTermAndVoteOrLogStopsTheStart() throws Exception {
        try (LocalCluster cluster = LocalCluster.started(root, 1, UnaryOperator.identity())) {
            cluster.commit(0, "a");
            cluster.stop(0);
            Path meta = cluster.raftDirectory(0).resolve("meta");
            Path aside = root.resolve("aside");
            Files.move(meta, aside);
            assertThat(refusedStart(cluster, 0)).hasMessageContaining("term and vote are missing");
            Files.move(aside, meta);

            Path log = cluster.raftDirectory(0).resolve("log");
            Files.move(log, aside);
            assertThat(refusedStart(cluster, 0)).hasMessageContaining("the log is missing");
            Files.delete(log);
            Files.move(aside, log);
            cluster.start(0);
            assertAllOnce(cluster, 0, 1);
        }
    }

    @Test
    void flippedBitInTheLogStopsTheStart() throws Exception {
        try (LocalCluster cluster = LocalCluster.started(root, 1, UnaryOperator.identity())) {
            commitMany(cluster, 0, "a", 100);
            commitMany(cluster, 0, "b", 100);
            cluster.stop(0);
            Path wal;
            try (Stream<Path> files = Files.list(cluster.raftDirectory(0).resolve("log"))) {
                wal = files.filter(file -> file.toString().matches(".*\\.(log|sst)"))
                        .max(Comparator.comparingLong(file -> file.toFile().length()))
                        .orElseThrow();
            }
            byte[] bytes = Files.readAllBytes(wal);
            bytes[bytes.length / 3] ^= 1;
            Files.write(wal, bytes);
            assertThat(refusedStart(cluster, 0).problem()).isEqualTo(Problem.DAMAGED_DATA);
        }
    }

    @Test
    void membersBeyondLoopbackAreRefusedWithoutEncryption() throws Exception {
        UnaryOperator<ConsensusSettings> exposed = settings -> ConsensusSettings.of(
                settings.clusterId(),
                settings.self(),
                List.of(settings.self(), new MemberAddress("192.0.2.1", 7000)),
                settings.dataDirectory(),
                settings.channel());
        try (LocalCluster cluster = new LocalCluster(root, 1, exposed)) {
            assertThat(refusedStart(cluster, 0).problem()).isEqualTo(Problem.ENCRYPTION_REQUIRED);
            assertThat(cluster.raftDirectory(0)).doesNotExist();
        }
    }

    @Test
    void portInUseStopsTheStart() throws Exception {
        try (LocalCluster cluster = new LocalCluster(root, 1, UnaryOperator.identity());
                var taken = new ServerSocket(cluster.address(0).port(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertThat(refusedStart(cluster, 0)).hasMessageContaining("cannot listen on");
        }
    }

    @Test
    void overloadIsAnsweredAndGoesAway() throws Exception {
        UnaryOperator<ConsensusSettings> few =
                settings -> settings.withLimits(new ConsensusSettings.Limits(1 << 20, 512 << 10, 8 << 20, 20, 100));
        try (LocalCluster cluster = LocalCluster.started(root, 1, few)) {
            LocalCluster.Member member = cluster.member(0);
            member.state().closeGate();
            List<CompletableFuture<ProposalResult>> results = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                results.add(member.node().propose(LocalCluster.bytes("a" + i), LocalCluster.PATIENCE, Span.NONE));
            }
            assertThat(cluster.propose(0, "too much")).isEqualTo(new NotAppended(Reason.OVERLOADED));
            member.state().openGate();
            assertThat(results).allSatisfy(result -> assertThat(result.join()).isInstanceOf(Answered.class));
            assertThat(cluster.propose(0, "again")).isInstanceOf(Answered.class);
            assertAllOnce(cluster, 0, 21);
        }
    }
}
