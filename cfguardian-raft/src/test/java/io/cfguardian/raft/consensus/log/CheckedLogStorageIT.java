package io.cfguardian.raft.consensus.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.conf.ConfigurationManager;
import com.alipay.sofa.jraft.entity.EnumOutter.EntryType;
import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.entity.LogId;
import com.alipay.sofa.jraft.option.RaftOptions;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckedLogStorageIT {

    @TempDir
    Path directory;

    private CheckedLogStorage log;

    @BeforeAll
    static void options() {
        LogStorageOptions.register();
    }

    @BeforeEach
    void open() {
        log = new CheckedLogStorage(directory.resolve("log").toString(), new RaftOptions(), () -> 0);
        var options = new com.alipay.sofa.jraft.option.LogStorageOptions();
        options.setConfigurationManager(new ConfigurationManager());
        options.setLogEntryCodecFactory(new CheckedEntryCodec());
        options.setGroupId("checked");
        assertThat(log.init(options)).isTrue();
    }

    @AfterEach
    void close() {
        log.shutdown();
    }

    private static LogEntry entry(long index, long term) {
        LogEntry entry = new LogEntry(EntryType.ENTRY_TYPE_DATA);
        entry.setId(new LogId(index, term));
        entry.setData(ByteBuffer.wrap(new byte[] {1, 2, (byte) term}));
        entry.setChecksum(entry.checksum());
        return entry;
    }

    private static void assertIs(@Nullable LogEntry found, long index, long term) {
        LogEntry expected = entry(index, term);
        LogEntry read = Objects.requireNonNull(found);
        assertThat(read.getId()).isEqualTo(expected.getId());
        assertThat(read.getType()).isEqualTo(expected.getType());
        assertThat(read.getReadOnlyData()).isEqualTo(expected.getData());
        assertThat(read.getChecksum()).isEqualTo(expected.getChecksum());
        assertThat(read.isCorrupted()).isFalse();
    }

    @Test
    void newestEntryIsReadOnce() {
        assertThat(log.appendEntries(List.of(entry(1, 1), entry(2, 1)))).isEqualTo(2);
        assertIs(log.getEntry(2), 2, 1);
        assertThat(log.getEntry(2)).isSameAs(log.getEntry(2));
        assertIs(log.getEntry(1), 1, 1);
        assertThat(log.appendEntry(entry(3, 1))).isTrue();
        assertIs(log.getEntry(3), 3, 1);
        assertIs(log.getEntry(2), 2, 1);
    }

    @Test
    void afterAStartItIsReadFromTheDisk() {
        log.appendEntries(List.of(entry(1, 1), entry(2, 4)));
        log.shutdown();
        open();
        assertIs(log.getEntry(2), 2, 4);
        assertThat(log.getEntry(2)).isSameAs(log.getEntry(2));
    }

    @Test
    void whatWasCutOffIsGone() {
        log.appendEntries(List.of(entry(1, 1), entry(2, 1), entry(3, 1)));
        assertThat(log.truncateSuffix(1)).isTrue();
        assertThat(log.getEntry(3)).isNull();
        assertThat(log.getEntry(2)).isNull();
        log.appendEntries(List.of(entry(2, 2), entry(3, 2)));
        assertIs(log.getEntry(3), 3, 2);
    }

    @Test
    void whatASnapshotStandsForIsGone() {
        log.appendEntries(List.of(entry(1, 1), entry(2, 1)));
        assertThat(log.truncatePrefix(2)).isTrue();
        assertIs(log.getEntry(2), 2, 1);
        assertThat(log.truncatePrefix(3)).isTrue();
        assertThat(log.getEntry(2)).isNull();
    }

    @Test
    void anEmptiedLogHasNoEntry() {
        log.appendEntries(List.of(entry(1, 1), entry(2, 1)));
        assertThat(log.reset(11)).isTrue();
        assertThat(log.getEntry(2)).isNull();
        assertThat(log.appendEntry(entry(11, 3))).isTrue();
        assertIs(log.getEntry(11), 11, 3);
    }
}
