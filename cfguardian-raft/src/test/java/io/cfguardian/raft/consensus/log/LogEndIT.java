package io.cfguardian.raft.consensus.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.sofa.jraft.conf.ConfigurationManager;
import com.alipay.sofa.jraft.entity.EnumOutter.EntryType;
import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.entity.LogId;
import com.alipay.sofa.jraft.option.RaftOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogEndIT {

    @TempDir
    Path directory;

    @BeforeAll
    static void options() {
        LogStorageOptions.register();
    }

    @Test
    void logThatLostItsNewestEntriesDoesNotOpen() throws IOException {
        append(1, 50, 1);
        copy(log(), directory.resolve("older"));
        append(51, 100, 1);
        copy(directory.resolve("older"), log());

        assertThatThrownBy(() -> open(0))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageContaining(log().toString())
                .hasMessageContaining("ends at 50")
                .hasMessageContaining("written up to 100");
    }

    @Test
    void newestSnapshotStandsForEntriesThatAreGone() throws IOException {
        append(1, 50, 1);
        CheckedLogStorage log = open(0);
        assertThat(log.truncatePrefix(51)).isTrue();
        log.shutdown();

        open(50).shutdown();
    }

    @Test
    void logWithOtherEntriesThanWereWrittenDoesNotOpen() throws IOException {
        append(1, 50, 1);
        copy(log(), directory.resolve("older"));
        CheckedLogStorage log = open(0);
        assertThat(log.truncateSuffix(40)).isTrue();
        log.shutdown();
        append(41, 45, 2);
        copy(directory.resolve("older"), log());

        assertThatThrownBy(() -> open(0))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageContaining("the entry 45 is of term 1, but was written in 2");
    }

    @Test
    void logThatWasCutOpens() throws IOException {
        append(1, 50, 1);
        CheckedLogStorage log = open(0);
        assertThat(log.truncateSuffix(20)).isTrue();
        log.shutdown();

        CheckedLogStorage again = open(0);
        assertThat(again.getLastLogIndex()).isEqualTo(20);
        again.shutdown();
    }

    @Test
    void logThatBeganAnewBehindASnapshotOpens() throws IOException {
        append(1, 50, 1);
        CheckedLogStorage log = open(0);
        assertThat(log.reset(31)).isTrue();
        log.shutdown();

        open(30).shutdown();
    }

    @Test
    void endThatLagsAfterALossOfPowerIsNoDamage() throws IOException {
        append(1, 50, 1);
        copy(end(), directory.resolve("older-end"));
        append(51, 100, 1);
        copy(directory.resolve("older-end"), end());

        open(0).shutdown();
    }

    @Test
    void oneSpoiledCopyOfTheEndIsNoDamageAndTwoAre() throws IOException {
        append(1, 50, 1);
        spoil(0);
        open(0).shutdown();
        append(51, 52, 1);
        spoil(0);
        spoil(4_096);

        assertThatThrownBy(() -> open(0))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageContaining(end().toString());
    }

    @Test
    void endOfALogWithoutOneBeginsWhereTheLogEnds() throws IOException {
        append(1, 50, 1);
        Files.delete(end());
        open(0).shutdown();

        try (LogEnd read = LogEnd.open(end()).orElseThrow()) {
            assertThat(read.current()).isEqualTo(new LogEnd.Place(50, 1));
        }
    }

    private Path log() {
        return directory.resolve("log");
    }

    private Path end() {
        return directory.resolve("log-end");
    }

    private CheckedLogStorage open(long newestSnapshot) {
        CheckedLogStorage log = new CheckedLogStorage(log().toString(), new RaftOptions(), () -> newestSnapshot);
        var options = new com.alipay.sofa.jraft.option.LogStorageOptions();
        options.setConfigurationManager(new ConfigurationManager());
        options.setLogEntryCodecFactory(new CheckedEntryCodec());
        options.setGroupId("log-end");
        try {
            assertThat(log.init(options)).isTrue();
        } catch (RuntimeException refused) {
            // Gives the files back, as the end of the process does.
            log.shutdown();
            throw refused;
        }
        return log;
    }

    private void append(long first, long last, long term) throws IOException {
        Files.createDirectories(log());
        CheckedLogStorage log = open(0);
        List<LogEntry> entries = LongStream.rangeClosed(first, last)
                .mapToObj(index -> {
                    LogEntry entry = new LogEntry(EntryType.ENTRY_TYPE_DATA);
                    entry.setId(new LogId(index, term));
                    entry.setData(ByteBuffer.wrap(new byte[] {1, 2, 3}));
                    entry.setChecksum(entry.checksum());
                    return entry;
                })
                .toList();
        assertThat(log.appendEntries(entries)).isEqualTo(entries.size());
        log.shutdown();
    }

    private void spoil(long position) throws IOException {
        try (FileChannel channel = FileChannel.open(end(), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {-1, -1}), position + 10);
        }
    }

    /** Puts a file, or a directory of files, in the place of another. */
    private static void copy(Path from, Path to) throws IOException {
        if (Files.isRegularFile(from)) {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        Files.createDirectories(to);
        try (Stream<Path> old = Files.list(to)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
