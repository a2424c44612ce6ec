package io.cfguardian.server.node;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Has what is old in the heap collected before it is mostly garbage. The serial collector, which the launcher and the image choose for its small
 * size, does so only when the heap cannot grow any more: after a minute of large documents a node would keep all the memory that it
 * may take, for 30 MiB that live. Other collectors look after themselves and are left alone.
 *
 * <p>A collection stops the node for as long as it takes to move what lives: some milliseconds for each MiB. One is due
 * when what is old has doubled since the last, and is no less than {@link #LEAST_BYTES}.
 */
final class OldGeneration {

    /** With less there is nothing to win. */
    static final long LEAST_BYTES = 64 << 20;

    /** A start has other work, and nothing old. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(10);

    /** Bounds what collections cost under a load of which much grows old: some 100 to 200 ms in so long a time. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(3);

    private static final String SERIAL = "Tenured Gen";

    private final LongSupplier used;
    private final LongSupplier lived;
    private final Runnable collection;

    /**
     * Of a JVM.
     *
     * @param used bytes, garbage among them
     * @param lived bytes that were left by the last collection; 0 before the first
     * @param collection collects all of the heap
     */
    OldGeneration(LongSupplier used, LongSupplier lived, Runnable collection) {
        this.used = used;
        this.lived = lived;
        this.collection = collection;
    }

    /** Keeps the calling thread for as long as the JVM runs. */
    static void watch() throws InterruptedException {
        Thread.sleep(FIRST_LOOK);
        Optional<OldGeneration> serial = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals(SERIAL))
                .findAny()
                .map(OldGeneration::of);
        if (serial.isEmpty()) {
            Thread.currentThread().join();
            return;
        }
        while (true) {
            serial.get().look();
            Thread.sleep(LOOK_EVERY);
        }
    }

    private static OldGeneration of(MemoryPoolMXBean pool) {
        return new OldGeneration(
                () -> pool.getUsage().getUsed(), () -> pool.getCollectionUsage().getUsed(), System::gc);
    }

    /** Collects, if that is due. */
    void look() {
        if (used.getAsLong() > Math.max(LEAST_BYTES, 2 * lived.getAsLong())) {
            collection.run();
        }
    }
}
