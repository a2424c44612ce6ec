package io.cfguardian.raft.consensus.meta;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.option.RaftMetaStorageOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckedMetaStorageIT {

    private static final PeerId CANDIDATE = new PeerId("127.0.0.1", 7_001);

    @TempDir
    Path directory = Path.of("");

    private CheckedMetaStorage storage = new CheckedMetaStorage(directory);

    @BeforeEach
    void open() throws IOException {
        TermAndVoteFile.create(directory).save(new TermAndVote(7, ""));
        storage = new CheckedMetaStorage(directory);
        assertThat(storage.init(new RaftMetaStorageOptions())).isTrue();
    }

    @Test
    void theTermIsPromisedOnceItIsOnDisk() throws IOException {
        assertThat(storage.promisedTerm()).isEqualTo(7);
        assertThat(storage.setTermAndVotedFor(8, CANDIDATE)).isTrue();
        assertThat(storage.promisedTerm()).isEqualTo(8);
        assertThat(TermAndVoteFile.open(directory).current()).isEqualTo(new TermAndVote(8, CANDIDATE.toString()));
    }

    @Test
    void nothingIsSavedAfterASaveThatFailed() throws IOException {
        Path elsewhere = directory.resolveSibling(directory.getFileName() + "-away");
        Files.move(directory, elsewhere);
        assertThat(storage.setTermAndVotedFor(8, PeerId.emptyPeer())).isFalse();
        Files.move(elsewhere, directory);

        assertThat(storage.setVotedFor(CANDIDATE))
                .as("a vote of term 8, which is not on disk")
                .isFalse();
        assertThat(storage.promisedTerm()).isEqualTo(7);
        assertThat(TermAndVoteFile.open(directory).current()).isEqualTo(new TermAndVote(7, ""));
    }
}
