package io.cfguardian.app.identity.delivery;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Has a {@link Delivery} go on, on a thread of its own, so that no request and no commit ever waits for the receiver. */
public final class DeliveryLoop implements AutoCloseable {

    private static final Duration AFTER_A_BUG = Duration.ofSeconds(10);

    private final Delivery delivery;
    private final Consumer<RuntimeException> failed;
    private final Thread thread;
    private volatile boolean closed;

    /** @param failed told of what should not happen; it goes on later */
    public DeliveryLoop(Delivery delivery, Consumer<RuntimeException> failed) {
        this.delivery = delivery;
        this.failed = failed;
        this.thread = Thread.ofVirtual().name("event-delivery").unstarted(this::run);
    }

    /** Begins. Called once. */
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                TimeUnit.MILLISECONDS.sleep(step().toMillis());
            }
        } catch (InterruptedException stop) {
            // What the receiver took within the last second comes again from whoever leads next.
            Thread.currentThread().interrupt();
        }
    }

    private Duration step() throws InterruptedException {
        try {
            return delivery.step();
        } catch (RuntimeException unexpected) {
            failed.accept(unexpected);
            return AFTER_A_BUG;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
