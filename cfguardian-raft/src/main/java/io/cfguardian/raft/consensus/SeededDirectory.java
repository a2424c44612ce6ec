package io.cfguardian.raft.consensus;

import com.alipay.sofa.jraft.conf.ConfigurationManager;
import com.alipay.sofa.jraft.entity.LocalFileMetaOutter.LocalFileMeta;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.entity.RaftOutter.SnapshotMeta;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotWriter;
import io.cfguardian.raft.consensus.log.CheckedEntryCodec;
import io.cfguardian.raft.consensus.log.CheckedLogStorage;
import io.cfguardian.raft.consensus.log.LogStorageOptions;
import io.cfguardian.raft.consensus.meta.TermAndVote;
import io.cfguardian.raft.consensus.meta.TermAndVoteFile;
import io.cfguardian.raft.consensus.snapshot.SnapshotDirectory;
import io.cfguardian.raft.consensus.snapshot.SnapshotManifest;
import io.cfguardian.raft.consensus.snapshot.StateSnapshotStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The directory of a node that begins with a state instead of with nothing: a snapshot, an empty log after it, and its term. It is what the
 * directory of a node looks like that has just been sent a snapshot and has lost nothing since.
 *
 * <p>All nodes of a cluster begin so, with the same state, index, term and members, or none does: two that began differently, or one that
 * began with nothing, would disagree about what is committed.
 */
public final class SeededDirectory {

    private SeededDirectory() {}

    /** Makes the state's own files. */
    @FunctionalInterface
    public interface StateFiles {

        /**
         * Makes them.
         *
         * @param directory does not exist; its parent does
         * @return where the state stands
         */
        Place make(Path directory) throws IOException;
    }

    /**
     * Where a state stands in the log.
     *
     * @param index the last entry it holds, at least 1
     * @param term that entry's term, at least 1
     */
    public record Place(long index, long term) {}

    /**
     * Makes such a directory; what is in it is on disk when this returns, its entry in its parent is not.
     *
     * @param directory does not exist; after an exception it is there and worth nothing
     * @param members who votes, the same on each of them
     * @throws IOException when the disk refuses
     */
    public static void lay(Path directory, List<MemberAddress> members, StateFiles state) throws IOException {
        DataDirectory parts = DataDirectory.of(directory);
        Files.createDirectories(parts.snapshots());
        Place reached = laySnapshot(parts.snapshots(), members, state);
        layLog(parts.log(), reached.index());
        // At least the term of the snapshot: what the node appends must not have a lower one.
        TermAndVoteFile.create(parts.meta()).save(new TermAndVote(reached.term(), ""));
        SnapshotDirectory.sync(directory);
    }

    private static Place laySnapshot(Path directory, List<MemberAddress> members, StateFiles state) throws IOException {
        StateSnapshotStorage storage = new StateSnapshotStorage(directory.toString(), new RaftOptions());
        if (!storage.init(null)) {
            throw new IOException("snapshots cannot be kept in " + directory);
        }
        SnapshotWriter writer = storage.create();
        if (!writer.isOk()) {
            throw new IOException("no snapshot can be made in " + directory + ": " + writer.getErrorMsg());
        }
        Path draft = Path.of(writer.getPath());
        Files.deleteIfExists(draft.resolve(SnapshotDirectory.STATE));
        Place reached = state.make(draft.resolve(SnapshotDirectory.STATE));
        SnapshotMeta meta = SnapshotMeta.newBuilder()
                .setLastIncludedIndex(reached.index())
                .setLastIncludedTerm(reached.term())
                .addAllPeers(members.stream()
                        .map(JraftOptions::peerOf)
                        .map(PeerId::toString)
                        .toList())
                .build();
        SnapshotManifest manifest =
                SnapshotManifest.seal(draft, reached.index(), reached.term(), reached.index(), meta.toByteArray());
        manifest.write(draft);
        boolean added = writer.saveMeta(meta) && add(writer, SnapshotManifest.FILE, manifest.sha256());
        for (var file : manifest.files().entrySet()) {
            added &= add(writer, file.getKey(), file.getValue().sha256());
        }
        if (!added) {
            throw new IllegalStateException("a file is twice in the snapshot in " + draft);
        }
        writer.close();
        if (storage.getLastSnapshotIndex() != reached.index()) {
            throw new IOException("the snapshot in " + directory + " cannot be saved");
        }
        return reached;
    }

    private static boolean add(SnapshotWriter writer, String name, String sha256) {
        return writer.addFile(
                name, LocalFileMeta.newBuilder().setChecksum(sha256).build());
    }

    /** An empty log, so that a missing one is still told from one that is new. */
    private static void layLog(Path directory, long snapshot) throws IOException {
        LogStorageOptions.register();
        Files.createDirectories(directory);
        RaftOptions raft = new RaftOptions();
        raft.setSync(true);
        CheckedLogStorage log = new CheckedLogStorage(directory.toString(), raft, () -> snapshot);
        var options = new com.alipay.sofa.jraft.option.LogStorageOptions();
        options.setConfigurationManager(new ConfigurationManager());
        options.setLogEntryCodecFactory(new CheckedEntryCodec());
        options.setGroupId("seed");
        if (!log.init(options)) {
            throw new IOException("no log can be made in " + directory);
        }
        log.shutdown();
    }
}
