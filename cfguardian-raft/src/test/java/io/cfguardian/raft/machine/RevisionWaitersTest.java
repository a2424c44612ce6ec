package io.cfguardian.raft.machine;

import static io.cfguardian.testkit.example.Examples.revision;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.revision.Revision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RevisionWaitersTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void whatIsReachedIsNotWaitedFor() throws Exception {
        try (RevisionWaiters waiters = RevisionWaiters.start(revision(5))) {
            assertThat(waiters.await(revision(5), LONG)).isEqualTo(revision(5));
            assertThat(waiters.await(revision(1), Duration.ZERO)).isEqualTo(revision(5));
        }
    }

    @Test
    void aWaitEndsWithItsTimeout() throws Exception {
        try (RevisionWaiters waiters = RevisionWaiters.start(revision(5))) {
            assertThat(waiters.await(revision(6), Duration.ofMillis(5))).isEqualTo(revision(5));
        }
    }

    @Test
    void manyWaitersEachWakeAtTheirRevision() throws Exception {
        try (RevisionWaiters waiters = RevisionWaiters.start(Revision.ZERO);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Revision>> woken = new ArrayList<>();
            for (int i = 1; i <= 3_000; i++) {
                Revision wanted = revision(1 + i % 100);
                Callable<Revision> wait = () -> {
                    Revision reached = waiters.await(wanted, LONG);
                    assertThat(reached).isGreaterThanOrEqualTo(wanted);
                    return reached;
                };
                woken.add(threads.submit(wait));
            }
            for (long i = 1; i <= 100; i++) {
                waiters.advance(revision(i));
            }
            for (Future<Revision> waiter : woken) {
                assertThat(waiter.get()).isGreaterThan(Revision.ZERO);
            }
        }
    }

    @Test
    void closingLetsEverybodyGo() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            RevisionWaiters waiters = RevisionWaiters.start(revision(1));
            Future<Revision> waiter = threads.submit(() -> waiters.await(revision(2), LONG));
            waiters.close();
            assertThat(waiter.get()).isEqualTo(revision(1));
        }
    }
}
