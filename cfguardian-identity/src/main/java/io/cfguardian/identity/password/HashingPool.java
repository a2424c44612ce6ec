package io.cfguardian.identity.password;

import io.cfguardian.app.identity.port.HashingOverloaded;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A few threads and a bounded queue before them, first come first served. Used by many threads. */
final class HashingPool implements AutoCloseable {

    private final ThreadPoolExecutor executor;
    private final Duration drainTime;

    /**
     * A pool whose threads start when they are needed.
     *
     * @param taskTime about what one task takes
     */
    HashingPool(int threads, int waitingMax, Duration taskTime) {
        this.drainTime = taskTime.multipliedBy(waitingMax / threads + 1L);
        this.executor = new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.MILLISECONDS, new ArrayBlockingQueue<>(waitingMax), task -> {
                    Thread thread = new Thread(task, "cfguardian-password");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Runs {@code task} and waits for it.
     *
     * @throws HashingOverloaded when the queue is full, the pool is closed, or the caller is interrupted
     */
    <T> T run(Callable<T> task) {
        Future<T> future;
        try {
            future = executor.submit(task);
        } catch (RejectedExecutionException e) {
            throw new HashingOverloaded(drainTime);
        }
        try {
            return future.get();
        } catch (CancellationException e) {
            throw new HashingOverloaded(drainTime);
        } catch (InterruptedException e) {
            future.cancel(false);
            Thread.currentThread().interrupt();
            throw new HashingOverloaded(drainTime);
        } catch (ExecutionException e) {
            throw new IllegalStateException("hashing a password failed", e.getCause());
        }
    }

    /** Begins nothing more: what waits is refused. */
    @Override
    public void close() {
        executor.shutdownNow().forEach(waiting -> {
            if (waiting instanceof Future<?> future) {
                future.cancel(false);
            }
        });
    }
}
