package io.cfguardian.raft.consensus;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs things later. One platform thread keeps the time and hands every due task to the workers, so that no task can delay
 * another's deadline. Deadlines are of {@link System#nanoTime()}. Thread-safe.
 */
final class Deadlines implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(2);

    private final ScheduledThreadPoolExecutor clock;
    private final Executor workers;
    private final Set<Due> pending = ConcurrentHashMap.newKeySet();

    Deadlines(String name, Executor workers) {
        this.workers = workers;
        this.clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name(name + "-deadlines").factory());
        clock.setRemoveOnCancelPolicy(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    static long after(Duration timeout) {
        return System.nanoTime() + Math.clamp(timeout.toNanos(), 0, TimeUnit.DAYS.toNanos(1));
    }

    static long nanosLeft(long deadlineNanos) {
        return deadlineNanos - System.nanoTime();
    }

    static boolean isPast(long deadlineNanos) {
        return nanosLeft(deadlineNanos) <= 0;
    }

    /** A pause with jitter, so that many who failed together do not return together. */
    static long jitterNanos(Duration least, Duration most) {
        return ThreadLocalRandom.current().nextLong(least.toNanos(), most.toNanos() + 1);
    }

    /** Runs the task once: at the deadline, or at {@link #close()} if that comes first, so that nobody waits for ever. */
    Due at(long deadlineNanos, Runnable task) {
        Due due = new Due(task);
        pending.add(due);
        try {
            due.timer = clock.schedule(due::run, Math.max(0, nanosLeft(deadlineNanos)), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            due.run();
        }
        return due;
    }

    void every(Duration period, Runnable task) {
        var unused = clock.scheduleWithFixedDelay(
                () -> workers.execute(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        List.copyOf(pending).forEach(Due::run);
    }

    /** A task that waits for its time. */
    final class Due {
        private final Runnable task;
        private volatile @Nullable Future<?> timer;

        private Due(Runnable task) {
            this.task = task;
        }

        void cancel() {
            pending.remove(this);
            Future<?> scheduled = timer;
            if (scheduled != null) {
                scheduled.cancel(false);
            }
        }

        private void run() {
            if (pending.remove(this)) {
                workers.execute(task);
            }
        }
    }

    /** Waits until the condition holds, at most for so long. */
    static void awaitUntil(BooleanSupplier condition, Duration most) {
        long deadline = after(most);
        while (!condition.getAsBoolean() && !isPast(deadline)) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
