package io.cfguardian.raft.machine;

import static io.cfguardian.raft.machine.LocalNodes.LONG;
import static io.cfguardian.raft.machine.LocalNodes.awaitReady;
import static io.cfguardian.raft.machine.LocalNodes.createProject;
import static io.cfguardian.raft.machine.LocalNodes.hasProject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cfguardian.app.cluster.ClusterStatus.Member;
import io.cfguardian.app.cluster.ClusterStatus.Role;
import io.cfguardian.app.cluster.Snapshots.Snapshot;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.telemetry.Tracer;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.raft.backup.BackupFile;
import io.cfguardian.raft.backup.BackupHeader;
import io.cfguardian.raft.backup.UnusableBackupException;
import io.cfguardian.raft.consensus.ChannelPolicy.Plain;
import io.cfguardian.raft.consensus.MemberAddress;
import io.cfguardian.testkit.cluster.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters that begin with the state of a backup. */
@SuppressWarnings("NullAway.Init") // Set before each test.
class RestoredNodeIT {

    private static final int PROJECTS = 30;

    @TempDir
    private Path directory;

    @Test
    void threeNodesBeginWithTheStateOfOneAndOneWithThatOfThree() throws Exception {
        Path first = directory.resolve("first");
        BackupHeader header = backupOfOne(first);
        Path second = directory.resolve("second");
        List<RaftNodeSettings> three = restored(3, first);
        List<RaftNode> nodes = startAll(three);
        try {
            for (RaftNode node : nodes) {
                assertHolds(node, header);
            }
            nodes.getLast().proposals().propose(createProject("after"), LONG);
            nodes.forEach(node -> await().atMost(LONG).until(() -> hasProject(node, "after")));
            // A log that begins after a snapshot is compacted and read again like any other.
            assertThat(nodes.getFirst().snapshots().take(LONG)).isInstanceOf(Snapshot.Saved.class);
            nodes.getFirst().close();
            nodes.set(0, start(three.getFirst()));
            awaitReady(nodes.getFirst());
            assertThat(hasProject(nodes.getFirst(), "after")).isTrue();
            write(nodes.getFirst(), second);
        } finally {
            nodes.forEach(RaftNode::close);
        }

        try (RaftNode alone = startAll(restored(1, second)).getFirst()) {
            assertHolds(alone, header);
            assertThat(hasProject(alone, "after")).isTrue();
            alone.proposals().propose(createProject("later"), LONG);
            assertThat(hasProject(alone, "later")).isTrue();
        }
    }

    @Test
    void aNodeRefusesToStartWhileARestoreHasNotFinishedAndARestoreBeginsAnew() throws Exception {
        Path file = directory.resolve("backup");
        backupOfOne(file);
        RaftNodeSettings settings = settings(1).getFirst();
        Path torn = settings.data().resolve("restoring");
        Files.createDirectories(torn.resolve("snapshots/temp"));
        Files.writeString(torn.resolve("snapshots/temp/half"), "of a snapshot");

        assertThatThrownBy(() -> start(settings))
                .isInstanceOf(RaftNodeStartException.class)
                .hasMessageContaining("has not finished; run cfguardian restore again");
        assertThat(settings.raft()).doesNotExist();

        RestoredNode.restore(file, settings);
        assertThat(torn).doesNotExist();
        assertThat(settings.raft().resolve("loading")).doesNotExist();
        try (RaftNode node = start(settings)) {
            awaitReady(node);
            assertThat(hasProject(node, "p-1")).isTrue();
        }
    }

    @Test
    void aNodeThatHasStartedOrIsRestoredIsLeftAlone() throws Exception {
        Path file = directory.resolve("backup");
        backupOfOne(file);
        RaftNodeSettings settings = settings(1).getFirst();
        RestoredNode.restore(file, settings);
        assertThatThrownBy(() -> RestoredNode.restore(file, settings)).isInstanceOf(DirectoryNotEmptyException.class);
        start(settings).close();
        assertThatThrownBy(() -> RestoredNode.restore(file, settings)).isInstanceOf(DirectoryNotEmptyException.class);
    }

    @Test
    void aDamagedFileMakesNoNode() throws Exception {
        Path file = directory.resolve("backup");
        backupOfOne(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        RaftNodeSettings settings = settings(1).getFirst();
        assertThatThrownBy(() -> RestoredNode.restore(file, settings))
                .isInstanceOf(UnusableBackupException.class)
                .hasMessage("its SHA-256 is not the one at its end");
        assertThat(settings.data()).isEmptyDirectory();
    }

    @Test
    void aNodeThatJoinsAClusterIsNotMadeOfABackup() throws Exception {
        RaftNodeSettings founder = settings(1).getFirst();
        RaftNodeSettings joining = new RaftNodeSettings(
                founder.clusterId(),
                founder.self(),
                founder.members(),
                RaftNodeSettings.Beginning.JOIN,
                founder.data(),
                founder.channel(),
                founder.tuning());
        assertThatThrownBy(() -> RestoredNode.restore(directory.resolve("backup"), joining))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("a node that joins a cluster is sent its state;");
        assertThat(joining.data()).doesNotExist();
    }

    private BackupHeader backupOfOne(Path file) throws Exception {
        try (RaftNode node = start(settings(1).getFirst())) {
            awaitReady(node);
            for (int i = 0; i < PROJECTS; i++) {
                node.proposals().propose(createProject("p-" + i), LONG);
            }
            write(node, file);
        }
        return BackupFile.verify(file, commit -> {}).header();
    }

    private static void write(RaftNode node, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            node.backups().write(out);
        }
    }

    private static void assertHolds(RaftNode node, BackupHeader header) {
        try (View view = node.replica().view()) {
            assertThat(view.commits(header.revision(), 1))
                    .singleElement()
                    .extracting(Commit::hash)
                    .isEqualTo(header.chainHead());
        }
        assertThat(hasProject(node, "p-0")).isTrue();
        assertThat(hasProject(node, "p-" + (PROJECTS - 1))).isTrue();
        // What is appended after a snapshot must not be of a term before it.
        assertThat(node.cluster().status().members())
                .filteredOn(member -> member.role() == Role.LEADER)
                .singleElement()
                .extracting(Member::term, InstanceOfAssertFactories.LONG)
                .isGreaterThan(header.term());
    }

    private List<RaftNodeSettings> restored(int count, Path file) throws IOException {
        List<RaftNodeSettings> all = settings(count);
        for (RaftNodeSettings one : all) {
            RestoredNode.restore(file, one);
        }
        return all;
    }

    /** Nodes with data directories that nobody has used. */
    private List<RaftNodeSettings> settings(int count) throws IOException {
        Path data = Files.createTempDirectory(directory, "nodes");
        List<RaftNodeSettings.Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add(new RaftNodeSettings.Member(
                    LocalNodes.id(i),
                    new MemberAddress("127.0.0.1", Ports.pick(1).getFirst()),
                    "127.0.0.1:" + (8081 + i)));
        }
        return members.stream()
                .map(member ->
                        RaftNodeSettings.of("test", member.id(), members, data.resolve(member.id()), Plain.PLAIN))
                .toList();
    }

    private static List<RaftNode> startAll(List<RaftNodeSettings> all) throws RaftNodeStartException {
        List<RaftNode> nodes = new ArrayList<>();
        for (RaftNodeSettings one : all) {
            nodes.add(start(one));
        }
        nodes.forEach(LocalNodes::awaitReady);
        return nodes;
    }

    private static RaftNode start(RaftNodeSettings settings) throws RaftNodeStartException {
        return RaftNode.start(settings, failure -> {}, () -> {}, Tracer.NONE);
    }
}
