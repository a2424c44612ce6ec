package io.cfguardian.app.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkerTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final List<RuntimeException> failures = Collections.synchronizedList(new ArrayList<>());

    /** Notes each step and the end, and pauses as it is told. */
    private final class Noting implements Worker.Task {

        private final Pause pause;

        Noting(Pause pause) {
            this.pause = pause;
        }

        @Override
        public Pause step() {
            seen.add("step");
            return pause;
        }

        @Override
        public void end() {
            seen.add("end");
        }
    }

    private Worker worker(Worker.Task task) {
        return new Worker("tested", task, Pause.NONE, failures::add, SHORT);
    }

    private String next() throws InterruptedException {
        return String.valueOf(seen.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void aStepFollowsWhenThePauseIsOver() throws InterruptedException {
        try (Worker worker = worker(new Noting(Pause.of(Duration.ofMillis(1))))) {
            worker.start();

            assertThat(next()).isEqualTo("step");
            assertThat(next()).isEqualTo("step");
        }
    }

    @Test
    void wakingEndsAPause() throws InterruptedException {
        try (Worker worker = worker(new Noting(Pause.untilWoken(LONG)))) {
            worker.start();
            assertThat(next()).isEqualTo("step");

            worker.wake();

            assertThat(next()).isEqualTo("step");
        }
    }

    @Test
    void wakingDoesNotMakeAPauseShorterThanItsLeast() throws InterruptedException {
        Worker worker = worker(new Noting(Pause.of(LONG)));
        worker.start();
        assertThat(next()).isEqualTo("step");

        worker.wake();
        worker.close();

        assertThat(next()).isEqualTo("end");
    }

    @Test
    void closingEndsAnyPauseAndLeavesThingsInOrderOnce() throws InterruptedException {
        Worker worker = worker(new Noting(Pause.untilWoken(LONG)));
        worker.start();
        assertThat(next()).isEqualTo("step");

        worker.close();
        worker.close();

        assertThat(next()).isEqualTo("end");
        assertThat(seen).isEmpty();
    }

    @Test
    void aFailureIsToldAndSurvived() throws InterruptedException {
        AtomicInteger steps = new AtomicInteger();
        try (Worker worker = worker(() -> {
            if (steps.incrementAndGet() == 1) {
                throw new IllegalArgumentException("the first");
            }
            seen.add("second");
            return Pause.of(LONG);
        })) {
            worker.start();

            assertThat(next()).isEqualTo("second");
            assertThat(failures).singleElement().isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aStepThatGoesOnIsInterruptedAndThingsAreLeftInOrder() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Worker worker = worker(new Worker.Task() {
            @Override
            public Pause step() throws InterruptedException {
                seen.add("step");
                never.await();
                return Pause.NONE;
            }

            @Override
            public void end() {
                seen.add(Thread.currentThread().isInterrupted() ? "interrupted end" : "end");
            }
        });
        worker.start();
        assertThat(next()).isEqualTo("step");

        worker.close();

        assertThat(next()).isEqualTo("end");
    }

    @Test
    void closingDoesNotWaitForAStepThatCannotBeInterrupted() throws InterruptedException {
        CountDownLatch released = new CountDownLatch(1);
        Worker worker = worker(() -> {
            seen.add("step");
            while (released.getCount() > 0) {
                Thread.onSpinWait();
            }
            return Pause.NONE;
        });
        worker.start();
        assertThat(next()).isEqualTo("step");

        worker.close();

        assertThat(released.getCount()).as("closed before it was released").isEqualTo(1);
        released.countDown();
    }

    @Test
    void oneThatWasNeverStartedCanBeClosed() {
        worker(new Noting(Pause.NONE)).close();

        assertThat(seen).isEmpty();
    }

    @Test
    void aPauseIsNotNegativeAndItsMostNotLessThanItsLeast() {
        assertThatThrownBy(() -> Pause.of(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pause(LONG, SHORT)).isInstanceOf(IllegalArgumentException.class);
    }
}
