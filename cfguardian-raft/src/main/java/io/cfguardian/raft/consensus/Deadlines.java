package io.cfguardian.raft.consensus;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Runs things later, up to 5 ms after their time. One platform thread keeps the time and hands every due task to the workers, so that
 * no task can delay another's deadline. Deadlines are of {@link System#nanoTime()}. Thread-safe.
 *
 * <p>Every request has a deadline and nearly none reaches it, so setting and cancelling one must cost next to nothing: tasks lie in
 * the slots of a timing wheel (Varghese and Lauck, Hashed and Hierarchical Timing Wheels, SOSP 1987), which takes no lock that all share. The
 * thread sleeps until the first slot with a task in it.
 */
final class Deadlines implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(2);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int SLOTS = 2048;

    private final List<Set<Due>> wheel = Stream.generate(ConcurrentHashMap::<Due>newKeySet)
            .limit(SLOTS)
            .<Set<Due>>map(slot -> slot)
            .toList();
    private final Executor workers;
    private final Thread clock;
    private final long beginNanos = System.nanoTime();

    /** The tick whose slot is being looked at, or was last. */
    private volatile long tick;

    /** The tick until which the clock sleeps, 0 while it does not. */
    private volatile long wakeTick;

    private volatile boolean closed;

    Deadlines(String name, Executor workers) {
        this.workers = workers;
        this.clock = Thread.ofPlatform().daemon().name(name + "-deadlines").start(this::keepTime);
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
        Due due = new Due(task, Math.max(0, tickOf(deadlineNanos) + 1));
        slot(due.tick).add(due);
        // What the clock has passed before it could see this, it will not see in time.
        if (closed || due.tick <= tick) {
            due.run();
        }
        if (due.tick < wakeTick) {
            LockSupport.unpark(clock);
        }
        return due;
    }

    /** Runs the task again and again, the first time after one period. */
    void every(Duration period, Runnable task) {
        at(after(period), () -> {
            if (!closed) {
                try {
                    task.run();
                } finally {
                    every(period, task);
                }
            }
        });
    }

    private void keepTime() {
        while (!closed) {
            long now = tickOf(System.nanoTime());
            for (long next = Math.max(tick + 1, now - SLOTS + 1); next <= now; next++) {
                tick = next;
                slot(next).forEach(due -> due.runAt(now));
            }
            tick = now;
            long next = taken(now);
            wakeTick = next;
            // Who came before that line did not see it; who comes after it wakes this thread.
            if (taken(now) >= next) {
                LockSupport.parkNanos(next * TICK_NANOS + beginNanos - System.nanoTime());
            }
            wakeTick = 0;
        }
    }

    /** The first tick after {@code now} with a task in its slot; a whole turn away when there is none. */
    private long taken(long now) {
        long next = now + 1;
        while (next < now + SLOTS && slot(next).isEmpty()) {
            next++;
        }
        return next;
    }

    private long tickOf(long nanos) {
        return Math.floorDiv(nanos - beginNanos, TICK_NANOS);
    }

    private Set<Due> slot(long tick) {
        return wheel.get((int) (tick % SLOTS));
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(clock);
        wheel.forEach(slot -> slot.forEach(Due::run));
    }

    /** A task that waits for its time. */
    final class Due {
        private final Runnable task;
        private final long tick;
        private final AtomicBoolean settled = new AtomicBoolean();

        private Due(Runnable task, long tick) {
            this.task = task;
            this.tick = tick;
        }

        void cancel() {
            if (settled.compareAndSet(false, true)) {
                slot(tick).remove(this);
            }
        }

        private void runAt(long now) {
            if (tick <= now) {
                run();
            }
        }

        private void run() {
            if (settled.compareAndSet(false, true)) {
                slot(tick).remove(this);
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
