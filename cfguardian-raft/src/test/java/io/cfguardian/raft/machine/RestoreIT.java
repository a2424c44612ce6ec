package io.cfguardian.raft.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.app.replica.View;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.state.Head;
import io.cfguardian.raft.store.RocksStore;
import io.cfguardian.raft.store.StoreDump;
import io.cfguardian.raft.store.StoreFailure;
import io.cfguardian.raft.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replacing the store by a checkpoint is all or nothing, whenever the process ends. */
@SuppressWarnings("NullAway.Init") // Opened before each test.
class RestoreIT {

    private static final long OLD = 20;
    private static final long NEW = 60;

    @TempDir
    private Path directory;

    private Path state;
    private Path checkpoint;
    private List<String> checkpointed;
    private RocksStore store;

    /** A checkpoint at a later entry than the store, as a lagging node gets it from another. */
    @BeforeEach
    void makeACheckpointOfAnotherNode() {
        state = directory.resolve("state");
        checkpoint = directory.resolve("checkpoint");
        try (RocksStore other = open(directory.resolve("other"))) {
            applyUntil(other, NEW);
            other.checkpoint(checkpoint);
            checkpointed = StoreDump.of(other);
        }
        store = open(state);
        applyUntil(store, OLD);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theStoreIsTheCheckpointAndGoesOnFromThere() {
        store.restore(checkpoint);

        assertThat(StoreDump.of(store)).isEqualTo(checkpointed);
        applyUntil(store, NEW + 10);
        Head after = store.position().head();
        reopen();
        assertThat(store.position().index()).isEqualTo(NEW + 10);
        assertThat(store.position().head()).isEqualTo(after);
    }

    @Test
    void theCheckpointIsNotChangedAndCanBeRestoredAgain() {
        store.restore(checkpoint);
        applyUntil(store, NEW + 10);
        store.restore(checkpoint);
        assertThat(StoreDump.of(store)).isEqualTo(checkpointed);
    }

    @Test
    void anOpenViewGoesOnShowingTheOldStore() {
        Head before = store.position().head();
        try (View view = store.view()) {
            store.restore(checkpoint);
            assertThat(view.head()).isEqualTo(before);
            assertThat(view.commits(Revision.ZERO, 1_000))
                    .hasSize((int) before.revision().value());
        }
        try (View view = store.view()) {
            assertThat(view.head()).isEqualTo(store.position().head()).isNotEqualTo(before);
        }
    }

    @Test
    void endedBeforeTheCopyWasWholeTheOldStoreIsThere() throws Exception {
        List<String> before = StoreDump.of(store);
        Path half = Files.createDirectories(state.resolve("db-2"));
        try (Stream<Path> files = Files.list(checkpoint)) {
            for (Path file : files.limit(2).toList()) {
                Files.copy(file, half.resolve(file.getFileName()));
            }
        }
        reopen();

        assertThat(StoreDump.of(store)).isEqualTo(before);
        assertThat(half).doesNotExist();
    }

    @Test
    void endedBeforeThePointerWasReplacedTheOldStoreIsThere() throws Exception {
        List<String> before = StoreDump.of(store);
        copy(checkpoint, state.resolve("db-2"));
        Files.writeString(state.resolve("generation.tmp"), "db-2\n");
        reopen();

        assertThat(StoreDump.of(store)).isEqualTo(before);
        assertThat(state.resolve("db-2")).doesNotExist();
        assertThat(state.resolve("generation.tmp")).doesNotExist();
        store.restore(checkpoint);
        assertThat(StoreDump.of(store)).isEqualTo(checkpointed);
    }

    @Test
    void endedAfterThePointerWasReplacedTheNewStoreIsThereAndTheOldIsRemoved() throws Exception {
        copy(checkpoint, state.resolve("db-2"));
        Files.writeString(state.resolve("generation"), "db-2\n");
        reopen();

        assertThat(StoreDump.of(store)).isEqualTo(checkpointed);
        assertThat(state.resolve("db-1")).doesNotExist();
    }

    @Test
    void endedBeforeThereWasAStoreThereIsAnEmptyOne() throws Exception {
        store.close();
        Files.delete(state.resolve("generation"));
        store = open(state);

        assertThat(store.position().index()).isZero();
        assertThat(store.position().head()).isEqualTo(Head.EMPTY);
    }

    @Test
    void aCheckpointThatIsNoneIsRefusedAndTheOldStoreStays() throws Exception {
        List<String> before = StoreDump.of(store);
        Path empty = Files.createDirectories(directory.resolve("empty"));
        assertThatThrownBy(() -> store.restore(empty)).isInstanceOf(StoreFailure.class);

        assertThat(StoreDump.of(store)).isEqualTo(before);
        reopen();
        assertThat(StoreDump.of(store)).isEqualTo(before);
    }

    private void reopen() {
        store.close();
        store = open(state);
    }

    private static void applyUntil(RocksStore store, long last) {
        try (RevisionWaiters waiters =
                RevisionWaiters.start(store.position().head().revision())) {
            new ConfigStateMachine(store, waiters)
                    .apply(Entries.between(store.position().index() + 1, last));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static RocksStore open(Path directory) {
        return RocksStore.open(new StoreSettings(directory, 1 << 20, 1 << 20), failure -> {});
    }
}
