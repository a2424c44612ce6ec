package io.cfguardian.raft.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.raft.codec.UnreadableValue;
import io.cfguardian.raft.consensus.LogEntry;
import io.cfguardian.raft.store.RocksStore;
import io.cfguardian.raft.store.StoreDump;
import io.cfguardian.raft.store.StoreSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An entry that cannot be applied is never skipped and leaves nothing half written. */
@SuppressWarnings("NullAway.Init") // Opened before each test.
class ApplyFailureIT {

    @TempDir
    private Path directory;

    private RocksStore store;
    private RevisionWaiters waiters;
    private ConfigStateMachine machine;

    @BeforeEach
    void applyTenEntries() {
        store = RocksStore.open(new StoreSettings(directory, 1 << 20, 1 << 20), failure -> {});
        waiters = RevisionWaiters.start(store.position().head().revision());
        machine = new ConfigStateMachine(store, waiters);
        machine.apply(Entries.between(1, 10));
    }

    @AfterEach
    void close() {
        waiters.close();
        store.close();
    }

    @Test
    void aCommandOfANewerReleaseStopsTheRunAndNamesItsEntry() {
        List<String> before = StoreDump.of(store);
        List<LogEntry> run = new ArrayList<>(Entries.between(11, 13));
        run.add(new LogEntry(14, 3, List.of(Entries.at(14).commands().getFirst(), new byte[] {2, 1, 1})));

        assertThatThrownBy(() -> machine.apply(run))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("command 2 of the log entry 14 of term 3")
                .hasCauseInstanceOf(UnreadableValue.class);
        assertThat(StoreDump.of(store)).isEqualTo(before);
        assertThat(machine.appliedIndex()).isEqualTo(10);
        assertThat(waiters.reached()).isEqualTo(store.position().head().revision());
    }

    @Test
    void aReplayedEntryChangesNothing() {
        List<String> before = StoreDump.of(store);
        machine.apply(Entries.between(3, 10));
        assertThat(StoreDump.of(store)).isEqualTo(before);

        machine.apply(Entries.between(9, 12));
        assertThat(machine.appliedIndex()).isEqualTo(12);
    }
}
