package io.cfguardian.raft.consensus.snapshot;

import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotWriter;
import com.alipay.sofa.jraft.storage.snapshot.local.LocalSnapshotStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * JRaft's snapshot directory, with two differences. The subdirectory for the state's files is made beforehand, since JRaft links equal files
 * into it. And what an interrupted copy left behind is never taken up again.
 *
 * <p>JRaft would drop those of the left files that the leader's newer snapshot does not have from the very set that it walks over. The
 * exception that follows leaves its bookkeeping half way: from then on every snapshot that a leader sends is ignored, also after a restart,
 * and the member stays behind for good. Files that are equal to those of this member's last snapshot are still linked, not
 * copied.
 */
public final class StateSnapshotStorage extends LocalSnapshotStorage {

    public StateSnapshotStorage(String path, String tempPath, RaftOptions options) {
        super(path, tempPath, options);
    }

    /**
     * {@inheritDoc}
     *
     * @param fromEmpty what JRaft asks for; it is from empty in any case
     */
    @Override
    public @Nullable SnapshotWriter create(boolean fromEmpty) {
        SnapshotWriter writer = super.create(true);
        if (writer != null) {
            try {
                Files.createDirectories(Path.of(writer.getPath(), SnapshotDirectory.STATE));
            } catch (IOException failed) {
                // null is how this interface says so
                return null;
            }
        }
        return writer;
    }
}
