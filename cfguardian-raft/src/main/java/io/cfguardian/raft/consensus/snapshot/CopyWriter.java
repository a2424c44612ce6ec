package io.cfguardian.raft.consensus.snapshot;

import com.alipay.sofa.jraft.entity.RaftOutter.SnapshotMeta;
import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.snapshot.Snapshot;
import com.alipay.sofa.jraft.storage.snapshot.local.LocalSnapshotWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes a copied snapshot only if it is what the leader saved, and on disk. JRaft overhears what fails at the end of a file, a full
 * disk for example; the cut off file would take the place of the last good snapshot, and the member could never start again.
 */
final class CopyWriter extends LocalSnapshotWriter {

    private static final Logger LOG = LoggerFactory.getLogger(CopyWriter.class);

    private @Nullable SnapshotMeta meta;

    CopyWriter(String path, StateSnapshotStorage storage, RaftOptions options) {
        super(path, storage, options);
    }

    @Override
    public boolean saveMeta(SnapshotMeta saved) {
        meta = saved;
        return super.saveMeta(saved);
    }

    @Override
    public void close(boolean keepDataOnError) throws IOException {
        if (isOk()) {
            try {
                prove();
            } catch (IOException failed) {
                LOG.warn("the copy is not what the leader saved, or not on disk: {}", failed.toString());
                setError(RaftError.ECANCELED, "%s", failed);
            }
        }
        super.close(keepDataOnError);
    }

    private void prove() throws IOException {
        if (meta == null) {
            throw new IOException("the leader's snapshot has no meta");
        }
        Path directory = Path.of(getPath());
        SnapshotManifest.verify(
                directory,
                meta.getLastIncludedIndex(),
                meta.getLastIncludedTerm(),
                meta.toByteArray(),
                Set.of(Snapshot.JRAFT_SNAPSHOT_META_FILE));
        SnapshotDirectory.sync(directory);
    }
}
