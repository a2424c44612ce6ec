package io.cfguardian.raft.consensus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Deadlines deadlines = new Deadlines("test", workers);

    @AfterEach
    void stop() {
        deadlines.close();
        workers.close();
    }

    @Test
    void nothingRunsBeforeItsTimeAndEverythingRunsOnce() throws Exception {
        int threads = 4;
        int each = 5_000;
        AtomicInteger early = new AtomicInteger();
        ConcurrentHashMap<Integer, AtomicInteger> ran = new ConcurrentHashMap<>();
        CountDownLatch left = new CountDownLatch(threads * each);
        try (ExecutorService setters = Executors.newFixedThreadPool(threads)) {
            for (int thread = 0; thread < threads; thread++) {
                int first = thread * each;
                setters.execute(() -> {
                    SplittableRandom random = new SplittableRandom(first);
                    for (int i = first; i < first + each; i++) {
                        int id = i;
                        // Some in the past, some within the tick that is running, some later.
                        long deadline = System.nanoTime() + random.nextLong(-1_000_000, 300_000_000);
                        deadlines.at(deadline, () -> {
                            early.addAndGet(System.nanoTime() - deadline < 0 ? 1 : 0);
                            ran.computeIfAbsent(id, unused -> new AtomicInteger())
                                    .incrementAndGet();
                            left.countDown();
                        });
                    }
                });
            }
        }
        assertThat(left.await(30, SECONDS)).isTrue();
        assertThat(early).hasValue(0);
        assertThat(ran)
                .hasSize(threads * each)
                .allSatisfy((id, times) -> assertThat(times).hasValue(1));
    }

    @Test
    void oneThatComesSoonerWakesTheClockFromAWaitForOneThatIsFarAway() throws Exception {
        CountDownLatch soon = new CountDownLatch(1);
        deadlines.at(Deadlines.after(Duration.ofHours(1)), () -> {});
        // The clock has looked at the first and sleeps, as far as it can know for seconds.
        deadlines.at(Deadlines.after(Duration.ofMillis(20)), soon::countDown);
        assertThat(soon.await(2, SECONDS)).isTrue();
    }

    @Test
    void oneThatIsMoreThanATurnOfTheWheelAwayIsLeftAloneWhenItsSlotComesUp() throws Exception {
        AtomicInteger far = new AtomicInteger();
        CountDownLatch near = new CountDownLatch(1);
        long turn = 2048 * 5_000_000L;
        long now = System.nanoTime();
        deadlines.at(now + 100_000_000 + turn, far::incrementAndGet);
        deadlines.at(now + 100_000_000, near::countDown);
        assertThat(near.await(10, SECONDS)).isTrue();
        assertThat(far).hasValue(0);
    }

    @Test
    void whatIsCancelledDoesNotRun() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        CountDownLatch later = new CountDownLatch(1);
        long deadline = Deadlines.after(Duration.ofMillis(50));
        List<Deadlines.Due> cancelled = IntStream.range(0, 100)
                .mapToObj(i -> deadlines.at(deadline, ran::incrementAndGet))
                .toList();
        cancelled.forEach(Deadlines.Due::cancel);
        deadlines.at(deadline + 20_000_000, later::countDown);
        assertThat(later.await(10, SECONDS)).isTrue();
        assertThat(ran).hasValue(0);
    }

    @Test
    void theEndRunsWhatWaitsAndWhatComesLater() {
        AtomicInteger ran = new AtomicInteger();
        deadlines.at(Deadlines.after(Duration.ofHours(1)), ran::incrementAndGet);
        deadlines.close();
        deadlines.at(Deadlines.after(Duration.ofHours(1)), ran::incrementAndGet);
        await().until(() -> ran.get() == 2);
    }

    @Test
    void whatRunsAgainAndAgainStopsAtTheEnd() {
        AtomicInteger ran = new AtomicInteger();
        deadlines.every(Duration.ofMillis(10), ran::incrementAndGet);
        await().until(() -> ran.get() >= 3);
        deadlines.close();
        int then = ran.get();
        workers.close();
        assertThat(ran.get()).isLessThanOrEqualTo(then + 1);
    }
}
