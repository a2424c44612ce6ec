package io.cfguardian.raft.consensus.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TermAndVoteFileIT {

    private static final TermAndVote FIRST = new TermAndVote(7, "127.0.0.1:7001");
    private static final TermAndVote SECOND = new TermAndVote(8, "127.0.0.1:7002");

    @TempDir
    Path directory = Path.of("");

    private Path slot(int number) {
        return directory.resolve("term-and-vote." + number);
    }

    @BeforeEach
    void saveTwice() throws IOException {
        TermAndVoteFile file = TermAndVoteFile.create(directory);
        file.save(FIRST);
        file.save(SECOND);
    }

    private TermAndVote reopened() throws IOException {
        return TermAndVoteFile.open(directory).current();
    }

    private static void flipBit(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void lastSaveIsThereAgain() throws IOException {
        assertThat(reopened()).isEqualTo(SECOND);
    }

    @Test
    void tornWriteOfEitherSlotLeavesTheValue() throws IOException {
        for (int slot = 1; slot <= 2; slot++) {
            byte[] whole = Files.readAllBytes(slot(slot));
            for (int length = 0; length < whole.length; length++) {
                Files.write(slot(slot), Arrays.copyOf(whole, length));
                assertThat(reopened()).isEqualTo(SECOND);
            }
        }
    }

    @Test
    void flippedBitIsNeverBelieved() throws IOException {
        int length = Files.readAllBytes(slot(1)).length;
        for (int slot = 1; slot <= 2; slot++) {
            for (int at = 0; at < length; at++) {
                flipBit(slot(slot), at);
                assertThat(reopened()).isEqualTo(SECOND);
            }
        }
    }

    @Test
    void damagedSlotIsWrittenAnew() throws IOException {
        flipBit(slot(1), 20);
        reopened();
        flipBit(slot(2), 20);
        assertThat(reopened()).isEqualTo(SECOND);
    }

    @Test
    void crashBetweenTheSlotsGivesTheNewerValue() throws IOException {
        byte[] older = Files.readAllBytes(slot(2));
        TermAndVoteFile.open(directory).save(new TermAndVote(9, ""));
        Files.write(slot(2), older);
        assertThat(reopened()).isEqualTo(new TermAndVote(9, ""));
    }

    @Test
    void twoDamagedSlotsAreRefused() throws IOException {
        flipBit(slot(1), 20);
        flipBit(slot(2), 20);
        assertThatThrownBy(this::reopened)
                .isInstanceOf(DamagedMetaException.class)
                .hasMessageContaining("damaged in both copies");
    }

    @Test
    void missingSlotsAreRefused() throws IOException {
        Files.delete(slot(1));
        Files.delete(slot(2));
        assertThat(TermAndVoteFile.exists(directory)).isFalse();
        assertThatThrownBy(this::reopened).isInstanceOf(DamagedMetaException.class);
    }
}
