package io.cfguardian.raft.machine;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Waiting for futures that complete by a deadline of their own and never exceptionally. Without a second deadline here: every
 * request waits, and setting and cancelling one costs as much as the rest of the wait.
 */
final class Settled {

    private Settled() {}

    /** What {@code future} completes with; empty when the thread is interrupted. Keeps the interrupt. */
    static <T> Optional<T> result(CompletableFuture<T> future) {
        try {
            return Optional.of(future.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a future of the consensus node failed", e.getCause());
        }
    }
}
