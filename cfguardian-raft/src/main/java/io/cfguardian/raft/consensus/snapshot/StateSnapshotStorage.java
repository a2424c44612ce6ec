package io.cfguardian.raft.consensus.snapshot;

import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.option.SnapshotCopierOptions;
import com.alipay.sofa.jraft.storage.SnapshotThrottle;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotCopier;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotWriter;
import com.alipay.sofa.jraft.storage.snapshot.local.LocalSnapshotStorage;
import com.alipay.sofa.jraft.storage.snapshot.local.LocalSnapshotWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JRaft's snapshot directory, with these differences:
 *
 * <ul>
 *   <li>The subdirectory for the state's files is made beforehand, since JRaft links equal files into it.
 *   <li>What an interrupted copy left behind is never taken up again. JRaft would drop those of the left files that the leader's
 *       newer snapshot does not have from the very set that it walks over. The exception that follows leaves its bookkeeping half way:
 *       from then on every snapshot that a leader sends is ignored, also after a restart, and the member stays behind for good.
 *       Files that are equal to those of this member's last snapshot are still linked, not copied.
 *   <li>A snapshot that cannot be begun, or not be copied, is one that fails, like on a full disk. JRaft would stop the member for good.
 *   <li>A copy is proved and on disk before it replaces the last snapshot; see {@link SnapshotCopy}.
 * </ul>
 */
public final class StateSnapshotStorage extends LocalSnapshotStorage {

    private static final Logger LOG = LoggerFactory.getLogger(StateSnapshotStorage.class);
    private static final String UNFINISHED = "temp";

    private final String unfinished;
    private final RaftOptions options;
    private @Nullable SnapshotThrottle throttle;

    /** @param path holds the snapshots */
    public StateSnapshotStorage(String path, RaftOptions options) {
        super(path, path + File.separator + UNFINISHED, options);
        this.unfinished = path + File.separator + UNFINISHED;
        this.options = options;
    }

    @Override
    public void setSnapshotThrottle(SnapshotThrottle snapshotThrottle) {
        super.setSnapshotThrottle(snapshotThrottle);
        throttle = snapshotThrottle;
    }

    /** For a snapshot of this member's state; a writer with an error when it cannot be begun. */
    @Override
    public SnapshotWriter create() {
        return begin(new LocalSnapshotWriter(unfinished, this, options));
    }

    /**
     * For a copy of a leader's snapshot; a writer with an error when it cannot be begun.
     *
     * @param fromEmpty what JRaft asks for; it is from empty in any case
     */
    @Override
    public SnapshotWriter create(boolean fromEmpty) {
        return begin(new CopyWriter(unfinished, this, options));
    }

    private LocalSnapshotWriter begin(LocalSnapshotWriter writer) {
        try {
            Path directory = Path.of(unfinished);
            SnapshotDirectory.delete(directory);
            Files.createDirectories(directory.resolve(SnapshotDirectory.STATE));
            if (!writer.init(null)) {
                throw new IOException(writer.getErrorMsg());
            }
        } catch (IOException failed) {
            LOG.warn("no snapshot can be begun in {}: {}", unfinished, failed.toString());
            writer.setError(RaftError.ECANCELED, "%s", failed);
        }
        return writer;
    }

    @Override
    public @Nullable SnapshotCopier startToCopyFrom(String uri, SnapshotCopierOptions copierOptions) {
        SnapshotCopy copy = new SnapshotCopy(this);
        copy.setSnapshotThrottle(throttle);
        if (!copy.init(uri, copierOptions)) {
            // null is how this interface says so
            return null;
        }
        copy.start();
        return copy;
    }
}
