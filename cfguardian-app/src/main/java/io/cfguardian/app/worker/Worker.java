package io.cfguardian.app.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One virtual thread that takes the steps of one task, with a pause after each, from {@link #start} to {@link #close}. A step
 * that fails is told of, and the next follows all the same. Thread-safe.
 */
public final class Worker implements AutoCloseable {

    /** How long {@link #close} waits before it interrupts, and again before it leaves the thread behind. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Task task;
    private final Pause afterFailure;
    private final Consumer<RuntimeException> failed;
    private final Duration patience;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread;

    /** What is done again and again, on the worker's thread alone. */
    @FunctionalInterface
    public interface Task {

        /**
         * Does what is to be done now.
         *
         * @return the time to the next step
         * @throws InterruptedException when the worker was closed a second ago; there is no other step then
         */
        Pause step() throws InterruptedException;

        /** Leaves things in order after the last step, which may not have been finished. Has a second for it. */
        default void end() {}
    }

    /**
     * Nothing is done before {@link #start}.
     *
     * @param name of the thread
     * @param afterFailure the time to the next step after one that failed
     * @param failed told, on the worker's thread, of each failure
     */
    public Worker(String name, Task task, Pause afterFailure, Consumer<RuntimeException> failed) {
        this(name, task, afterFailure, failed, PATIENCE);
    }

    Worker(String name, Task task, Pause afterFailure, Consumer<RuntimeException> failed, Duration patience) {
        this.task = task;
        this.afterFailure = afterFailure;
        this.failed = failed;
        this.patience = patience;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** Begins. Called once. */
    public void start() {
        thread.start();
    }

    /** Has the next step follow soon, if the pause allows; from any thread, also before a pause begins. Never waits. */
    public void wake() {
        if (woken.availablePermits() == 0) {
            woken.release();
        }
    }

    /**
     * Ends: lets the step that is being taken finish for a second, interrupts it otherwise, and has the task leave things in
     * order. Takes little more than two seconds at most; a thread that is still busy then is left behind.
     */
    @Override
    public void close() {
        closing.countDown();
        wake();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            if (!thread.join(patience)) {
                thread.interrupt();
                thread.join(patience);
            }
        } catch (InterruptedException impatient) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                pause(step());
            }
        } catch (InterruptedException closed) {
            // Only close interrupts, so this is the end as well.
        }
        try {
            task.end();
        } catch (RuntimeException failure) {
            failed.accept(failure);
        }
    }

    private Pause step() throws InterruptedException {
        try {
            return task.step();
        } catch (RuntimeException failure) {
            failed.accept(failure);
            return afterFailure;
        }
    }

    private void pause(Pause pause) throws InterruptedException {
        if (closing.await(pause.atLeast().toNanos(), TimeUnit.NANOSECONDS)) {
            return;
        }
        long more = pause.atMost().minus(pause.atLeast()).toNanos();
        if (more > 0 && woken.tryAcquire(more, TimeUnit.NANOSECONDS)) {
            woken.drainPermits();
        }
    }
}
