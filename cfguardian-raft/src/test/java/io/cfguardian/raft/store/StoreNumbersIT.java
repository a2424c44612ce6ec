package io.cfguardian.raft.store;

import static io.cfguardian.testkit.example.Examples.hash;
import static io.cfguardian.testkit.example.Examples.nodeRequest;
import static io.cfguardian.testkit.example.Examples.project;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.replica.View;
import io.cfguardian.app.telemetry.StoreNumbers.Work;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.decide.Transition;
import io.cfguardian.domain.identity.Actor;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store says it has done, beside what was done to it. */
class StoreNumbersIT {

    private static final int PROJECTS = 100;
    private static final String DESCRIPTION = "d".repeat(500);

    @TempDir
    private Path directory;

    @Test
    void writesFlushesReadsAndTheCacheAreCounted() {
        try (RocksStore store = open()) {
            Work before = store.numbers().work();
            fill(store);
            Work written = store.numbers().work();
            assertThat(written.writtenBytes() - before.writtenBytes())
                    .isGreaterThan((long) PROJECTS * DESCRIPTION.length());
            store.checkpoint(directory.resolve("checkpoint"));
            assertThat(store.numbers().work().flushedBytes()).isGreaterThan(written.flushedBytes());
        }
        try (RocksStore store = open()) {
            look(store);
            Work once = store.numbers().work();
            assertThat(once.cacheMisses()).isPositive();
            assertThat(once.readBytes()).isGreaterThan((long) PROJECTS * DESCRIPTION.length());
            look(store);
            assertThat(store.numbers().work().cacheHits()).isGreaterThan(once.cacheHits());
            assertThat(once.stallMicros()).isZero();
        }
    }

    private RocksStore open() {
        return RocksStore.open(StoreSettings.of(directory.resolve("store")), failure -> {
            throw new AssertionError(failure);
        });
    }

    private static void look(RocksStore store) {
        try (View view = store.view()) {
            assertThat(view.projects(null, PROJECTS)).hasSize(PROJECTS);
        }
    }

    private static void fill(RocksStore store) {
        for (int i = 0; i < PROJECTS; i++) {
            try (Application application = store.begin()) {
                Transition.step(
                        application,
                        application,
                        new Envelope(
                                nodeRequest("r" + i),
                                Actor.Node.SYSTEM,
                                null,
                                Instant.EPOCH,
                                hash("r" + i),
                                new CreateProject(project("p" + i), DESCRIPTION)));
                application.commit(i + 1, 1);
            }
        }
    }
}
