package io.cfguardian.raft.consensus.snapshot;

import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotWriter;
import com.alipay.sofa.jraft.storage.snapshot.local.LocalSnapshotStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** JRaft's snapshot directory, with the subdirectory for the state's files made beforehand: JRaft links equal files into it. */
public final class StateSnapshotStorage extends LocalSnapshotStorage {

    public StateSnapshotStorage(String path, String tempPath, RaftOptions options) {
        super(path, tempPath, options);
    }

    @Override
    public @Nullable SnapshotWriter create(boolean fromEmpty) {
        SnapshotWriter writer = super.create(fromEmpty);
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
