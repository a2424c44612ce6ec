package io.cfguardian.raft.consensus.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.entity.LocalFileMetaOutter.LocalFileMeta;
import com.alipay.sofa.jraft.entity.RaftOutter.SnapshotMeta;
import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotWriter;
import com.alipay.sofa.jraft.storage.snapshot.local.LocalSnapshotWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateSnapshotStorageIT {

    @TempDir
    Path directory = Path.of("");

    private StateSnapshotStorage storage() {
        StateSnapshotStorage storage = new StateSnapshotStorage(directory.toString(), new RaftOptions());
        // as a node sets it: without, JRaft empties the directory at the start
        storage.setFilterBeforeCopyRemote();
        assertThat(storage.init(null)).isTrue();
        return storage;
    }

    private static SnapshotWriter beginCopy(StateSnapshotStorage storage) {
        return storage.create(false);
    }

    @Test
    void snapshotThatCannotBeBegunIsAWriterWithAnErrorAndNoMemberStops() throws IOException {
        StateSnapshotStorage storage = storage();
        Files.delete(directory);
        Files.createFile(directory);

        // what a null means to JRaft: that the member is lost
        for (SnapshotWriter writer : List.of(storage.create(), storage.create(false))) {
            assertThat(writer.isOk()).isFalse();
            assertThat(writer.getCode()).isNotEqualTo(RaftError.EIO.getNumber());
        }
    }

    @Test
    void copyThatIsNotWhatWasSavedDoesNotReplaceTheLastSnapshot() throws IOException {
        StateSnapshotStorage storage = storage();
        copy(storage, 7, "whole").close();
        assertThat(storage.getLastSnapshotIndex()).isEqualTo(7);

        SnapshotWriter cutOff = copy(storage, 9, "cut off by a full disk");
        Files.writeString(Path.of(cutOff.getPath(), SnapshotDirectory.STATE, "000001.sst"), "cut");
        cutOff.close();

        assertThat(storage.getLastSnapshotIndex()).isEqualTo(7);
        assertThat(directory).isDirectoryNotContaining("glob:**_9");
        copy(storage, 11, "whole again").close();
        assertThat(storage.getLastSnapshotIndex()).isEqualTo(11);
    }

    private static SnapshotWriter copy(StateSnapshotStorage storage, long index, String content) throws IOException {
        SnapshotWriter writer = beginCopy(storage);
        Path copied = Path.of(writer.getPath());
        Files.writeString(copied.resolve(SnapshotDirectory.STATE).resolve("000001.sst"), content);
        SnapshotMeta meta = SnapshotMeta.newBuilder()
                .setLastIncludedIndex(index)
                .setLastIncludedTerm(1)
                .build();
        SnapshotManifest.seal(copied, index, 1, index, meta.toByteArray()).write(copied);
        writer.saveMeta(meta);
        return writer;
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
