package io.cfguardian.raft.machine;

import static io.cfguardian.testkit.example.Examples.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.replica.View;
import io.cfguardian.domain.command.Command.CreateEnvironment;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.raft.consensus.LogEntry;
import io.cfguardian.raft.store.RocksStore;
import io.cfguardian.raft.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a read costs does not depend on how much there is. */
class HistoryReadsIT {

    private static final ConfigId WATCHED = id("watched");
    private static final int VERSIONS = 10;
    private static final int COMMANDS_PER_ENTRY = 64;

    @TempDir
    private Path directory;

    @Test
    void theHistoryOfTenVersionsCostsAsManyReadsAmongAHundredThousandCommitsAsAmongAHundred() {
        Cost small = costAmong(100);
        Cost large = costAmong(100_000);
        System.out.println("10 versions among 100 commits: " + small);
        System.out.println("10 versions among 100,000 commits: " + large);

        assertThat(large).isEqualTo(small);
        assertThat(small.history()).isEqualTo(VERSIONS);
        assertThat(small.page()).isEqualTo(3);
        assertThat(small.newest()).isEqualTo(2);
    }

    /**
     * Entries read.
     *
     * @param history all versions
     * @param page three versions from the middle
     * @param newest the newest version with its text
     */
    private record Cost(long history, long page, long newest) {}

    private Cost costAmong(int commits) {
        StoreSettings settings = StoreSettings.of(directory.resolve("of-" + commits));
        try (RocksStore store = RocksStore.open(settings, failure -> {})) {
            fill(store, commits);
        }
        // Opened anew, it keeps nothing of this in memory.
        try (RocksStore store = RocksStore.open(settings, failure -> {})) {
            assertThat(store.position().head().revision().value()).isEqualTo(commits);
            try (View view = store.view()) {
                return new Cost(
                        reads(
                                store,
                                () -> assertThat(view.versions(WATCHED, null, VERSIONS))
                                        .hasSize(VERSIONS)),
                        reads(
                                store,
                                () -> assertThat(view.versions(WATCHED, version(7), 3))
                                        .extracting(found -> found.version().value())
                                        .containsExactly(6L, 5L, 4L)),
                        reads(store, () -> {
                            var newest = view.config(WATCHED).orElseThrow();
                            assertThat(view.document(WATCHED, newest.version())).isPresent();
                        }));
            }
        }
    }

    private static long reads(RocksStore store, Runnable reading) {
        long before = store.reads().total();
        reading.run();
        return store.reads().total() - before;
    }

    /** One version of the watched config at each tenth of the way, the other commits on a thousand neighbours. */
    private static void fill(RocksStore store, int commits) {
        List<byte[]> commands = new ArrayList<>();
        commands.add(Entries.encoded("p", new CreateProject(Entries.PROJECT, "")));
        commands.add(Entries.encoded("e", new CreateEnvironment(Entries.ENVIRONMENT, "", SchemaDemand.OPTIONAL)));
        for (int i = 2; i < commits; i++) {
            ConfigId id = i % (commits / VERSIONS) == commits / VERSIONS - 1 ? WATCHED : id("watched-" + i % 1_000);
            commands.add(Entries.put("r" + i, id, "v" + i));
        }
        long begin = System.nanoTime();
        try (RevisionWaiters waiters =
                RevisionWaiters.start(store.position().head().revision())) {
            ConfigStateMachine machine = new ConfigStateMachine(store, waiters);
            for (int from = 0, index = 1; from < commits; from += COMMANDS_PER_ENTRY, index++) {
                machine.apply(List.of(
                        new LogEntry(index, 1, commands.subList(from, Math.min(commits, from + COMMANDS_PER_ENTRY)))));
            }
        }
        System.out.println("applied " + commits + " commits in "
                + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
    }

    private static ConfigId id(String key) {
        return ConfigId.of(Entries.ENVIRONMENT, new ConfigKey(key));
    }
}
