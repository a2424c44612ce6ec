package io.cfguardian.raft.consensus.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.entity.LocalFileMetaOutter.LocalFileMeta;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotWriter;
import com.alipay.sofa.jraft.storage.snapshot.local.LocalSnapshotWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateSnapshotStorageIT {

    @TempDir
    Path directory = Path.of("");

    private StateSnapshotStorage storage() {
        StateSnapshotStorage storage = new StateSnapshotStorage(directory.toString(), "", new RaftOptions());
        // as a node sets it: without, JRaft empties the directory at the start
        storage.setFilterBeforeCopyRemote();
        assertThat(storage.init(null)).isTrue();
        return storage;
    }

    private static SnapshotWriter beginCopy(StateSnapshotStorage storage) {
        return Objects.requireNonNull(storage.create(false), "writer");
    }

    @Test
    void copyAfterAnInterruptedOneBeginsAnew() throws IOException {
        SnapshotWriter interrupted = beginCopy(storage());
        for (String file : new String[] {"state/000603.sst", "state/MANIFEST-000600", "state/CURRENT"}) {
            Files.writeString(Path.of(interrupted.getPath(), file), "of an older snapshot");
            interrupted.addFile(file, LocalFileMeta.getDefaultInstance());
        }
        assertThat(((LocalSnapshotWriter) interrupted).sync()).isTrue();

        SnapshotWriter next = beginCopy(storage());
        // as JRaft does with those that the leader's snapshot does not have
        for (String file : next.listFiles()) {
            next.removeFile(file);
        }

        assertThat(next.listFiles()).isEmpty();
        assertThat(Path.of(next.getPath(), SnapshotDirectory.STATE)).isEmptyDirectory();
    }
}
