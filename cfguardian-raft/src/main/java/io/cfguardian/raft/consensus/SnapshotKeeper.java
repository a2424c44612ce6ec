package io.cfguardian.raft.consensus;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.entity.LocalFileMetaOutter.LocalFileMeta;
import com.alipay.sofa.jraft.entity.RaftOutter.SnapshotMeta;
import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.storage.snapshot.Snapshot;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotReader;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotWriter;
import io.cfguardian.raft.consensus.snapshot.SnapshotDirectory;
import io.cfguardian.raft.consensus.snapshot.SnapshotManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves and loads snapshots. The state's checkpoint is taken on the apply thread, hashing and syncing happen on another, and
 * JRaft is always told how it ended: were it not, it would never take a snapshot again. Called by the apply thread.
 */
final class SnapshotKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);

    /** A checkpoint mostly links files, but flushing the state's memory needs room, and so does the log meanwhile. */
    private static final long FREE_BYTES_MIN = 128L << 20;

    private final ReplicatedState state;
    private final long logBytesMax;
    private final Executor worker;
    private final Runnable askForSnapshot;
    private final Fatality fatality;
    private final AtomicLong logBytes = new AtomicLong();
    private volatile boolean busy;

    /**
     * @param logBytesMax how many applied bytes ask for a snapshot
     * @param worker one thread that may work for long
     * @param askForSnapshot starts one, without blocking
     */
    SnapshotKeeper(
            ReplicatedState state, long logBytesMax, Executor worker, Runnable askForSnapshot, Fatality fatality) {
        this.state = state;
        this.logBytesMax = logBytesMax;
        this.worker = worker;
        this.askForSnapshot = askForSnapshot;
        this.fatality = fatality;
    }

    /** Counts applied bytes, and asks for a snapshot each time that enough have come together. */
    void applied(long bytes) {
        long total = logBytes.addAndGet(bytes);
        if (total >= logBytesMax) {
            logBytes.set(0);
            askForSnapshot.run();
        }
    }

    /** Whether the apply thread is held up by a snapshot. May be called by any thread. */
    boolean isBusy() {
        return busy;
    }

    void save(SnapshotWriter writer, Closure done) {
        busy = true;
        try {
            if (!writer.isOk()) {
                notSaved(done, writer.getErrorMsg(), null);
                return;
            }
            Path directory = Path.of(writer.getPath());
            long free = Files.getFileStore(directory).getUsableSpace();
            if (free < FREE_BYTES_MIN) {
                notSaved(done, "only " + free + " bytes are free on the disk, expected " + FREE_BYTES_MIN, null);
                return;
            }
            Path stateDirectory = directory.resolve(SnapshotDirectory.STATE);
            Files.deleteIfExists(stateDirectory);
            state.checkpoint(stateDirectory);
            long appliedIndex = state.appliedIndex();
            logBytes.set(0);
            worker.execute(() -> seal(writer, directory, appliedIndex, done));
        } catch (Throwable failure) {
            // the edge: a snapshot that fails is tried again later, the node goes on
            notSaved(done, "the checkpoint failed", failure);
        } finally {
            busy = false;
        }
    }

    private static void seal(SnapshotWriter writer, Path directory, long appliedIndex, Closure done) {
        try {
            SnapshotMeta meta = writer.getCurrentMeta();
            SnapshotManifest manifest = SnapshotManifest.seal(
                    directory,
                    meta.getLastIncludedIndex(),
                    meta.getLastIncludedTerm(),
                    appliedIndex,
                    meta.toByteArray());
            manifest.write(directory);
            SnapshotDirectory.sync(directory);
            boolean added = writer.addFile(SnapshotManifest.FILE, fileMeta(manifest.sha256()));
            for (var file : manifest.files().entrySet()) {
                added &= writer.addFile(file.getKey(), fileMeta(file.getValue().sha256()));
            }
            if (!added) {
                throw new IOException("a file is twice in the snapshot");
            }
        } catch (Throwable failure) {
            notSaved(done, "sealing the checkpoint failed", failure);
            return;
        }
        LOG.info("snapshot of applied index {} sealed", appliedIndex);
        done.run(Status.OK());
    }

    private static LocalFileMeta fileMeta(String sha256) {
        return LocalFileMeta.newBuilder().setChecksum(sha256).build();
    }

    private static void notSaved(Closure done, String reason, @Nullable Throwable cause) {
        LOG.error("no snapshot: {}", reason, cause);
        // any code but EIO, at which JRaft would stop the node for good
        done.run(new Status(RaftError.ECANCELED, "%s", reason));
    }

    boolean load(SnapshotReader reader) {
        long index = 0;
        long term = 0;
        busy = true;
        try {
            Path directory = Path.of(reader.getPath());
            SnapshotMeta meta = reader.load();
            if (meta == null) {
                throw new IOException("the snapshot in " + directory + " has no meta");
            }
            index = meta.getLastIncludedIndex();
            term = meta.getLastIncludedTerm();
            SnapshotManifest manifest = SnapshotManifest.verify(
                    directory, index, term, meta.toByteArray(), Set.of(Snapshot.JRAFT_SNAPSHOT_META_FILE));
            if (state.appliedIndex() >= manifest.appliedIndex()) {
                LOG.info("state at {} holds the snapshot of {} already", state.appliedIndex(), manifest.appliedIndex());
                return true;
            }
            state.restore(directory.resolve(SnapshotDirectory.STATE));
            if (state.appliedIndex() != manifest.appliedIndex()) {
                throw new IllegalStateException("the restored state says it applied " + state.appliedIndex()
                        + ", expected " + manifest.appliedIndex());
            }
            LOG.info("state restored from the snapshot of applied index {}", manifest.appliedIndex());
            return true;
        } catch (Throwable failure) {
            // the edge: JRaft would wait for ever for the end of a load that throws
            fatality.fail(index, term, "the snapshot cannot be loaded: " + failure.getMessage(), failure);
            return false;
        } finally {
            busy = false;
        }
    }
}
