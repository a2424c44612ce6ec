package io.cfguardian.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.app.identity.port.HashingOverloaded;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashingPoolTest {

    private static final Executor VIRTUAL = Thread::startVirtualThread;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);
    private final HashingPool pool = new HashingPool(1, 1, Duration.ofMillis(100));

    @AfterEach
    void close() {
        free.countDown();
        pool.close();
    }

    @Test
    void workDoesNotRunOnTheCallersThread() {
        assertThat(pool.<Thread>run(Thread::currentThread))
                .isNotSameAs(Thread.currentThread())
                .matches(thread -> !thread.isVirtual());
    }

    @Test
    void whatFindsNoPlaceToWaitIsRefusedAndTheRestIsDone() throws Exception {
        var running = occupied();
        // Of two that come now, one waits and one is refused, whichever comes first.
        var one = CompletableFuture.supplyAsync(() -> pool.run(() -> "one"), VIRTUAL);
        var two = CompletableFuture.supplyAsync(() -> pool.run(() -> "two"), VIRTUAL);
        assertThatThrownBy(() -> CompletableFuture.anyOf(one, two).get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(HashingOverloaded.class);
        free.countDown();
        assertThat(running.get()).isEqualTo("running");
        assertThat(one.isCompletedExceptionally() ? two.get() : one.get()).isIn("one", "two");
    }

    @Test
    void aRefusalSaysWhenToComeBack() throws Exception {
        var running = occupied();
        var waiting = CompletableFuture.supplyAsync(() -> refusalOf(pool), VIRTUAL);
        var refused = CompletableFuture.supplyAsync(() -> refusalOf(pool), VIRTUAL);
        assertThat(CompletableFuture.anyOf(waiting, refused).get()).isEqualTo(Duration.ofMillis(200));
        free.countDown();
        assertThat(running.get()).isEqualTo("running");
    }

    @Test
    void whatWaitsWhenThePoolClosesIsRefused() throws Exception {
        var running = occupied();
        var one = CompletableFuture.supplyAsync(() -> refusalOf(pool), VIRTUAL);
        var two = CompletableFuture.supplyAsync(() -> refusalOf(pool), VIRTUAL);
        CompletableFuture.anyOf(one, two).get();
        pool.close();
        assertThat(one.get()).isEqualTo(two.get()).isPositive();
        assertThatThrownBy(running::get).as("what ran was interrupted").isInstanceOf(ExecutionException.class);
        assertThatThrownBy(() -> pool.run(() -> "late")).isInstanceOf(HashingOverloaded.class);
    }

    private CompletableFuture<String> occupied() throws InterruptedException {
        var running = CompletableFuture.supplyAsync(
                () -> pool.run(() -> {
                    begun.countDown();
                    free.await();
                    return "running";
                }),
                VIRTUAL);
        begun.await();
        return running;
    }

    private static Duration refusalOf(HashingPool pool) {
        try {
            pool.run(() -> "done");
            return Duration.ZERO;
        } catch (HashingOverloaded e) {
            return e.retryAfter();
        }
    }
}
