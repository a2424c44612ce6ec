package io.cfguardian.raft.machine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for futures that complete by a deadline of their own and never exceptionally. */
final class Settled {

    /** Time for a future to complete after its own deadline, before this gives it up. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private Settled() {}

    /** What {@code future} completes with; empty when the thread is interrupted or it breaks its promise. Keeps the interrupt. */
    static <T> Optional<T> result(CompletableFuture<T> future, Duration timeout) {
        try {
            return Optional.of(future.get(timeout.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a future of the consensus node failed", e.getCause());
        }
    }
}
