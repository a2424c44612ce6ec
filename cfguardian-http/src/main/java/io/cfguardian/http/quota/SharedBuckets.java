package io.cfguardian.http.quota;

import java.io.Closeable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remote buckets that may be away. After a few failures in a row nobody asks them any more, so that no request waits for
 * them, but one thread that looks for them from time to time. Used by many threads.
 */
final class SharedBuckets implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(SharedBuckets.class);

    private static final int FAILURES_MAX = 3;

    private final RemoteBuckets remote;
    private final String place;
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private final LongAdder unanswered = new LongAdder();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("rate-limit-look").factory());

    /**
     * Buckets at {@code place}, which the log names.
     *
     * @param lookEvery while they are away
     */
    SharedBuckets(RemoteBuckets remote, String place, Duration lookEvery) {
        this.remote = remote;
        this.place = place;
        long millis = lookEvery.toMillis();
        var unused = looking.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Counts one request; empty when the buckets are away. */
    Optional<Standing> take(Quota quota, Rate rate, String key) {
        if (!away.get()) {
            try {
                Standing standing = remote.take(quota, rate, key);
                failuresInARow.set(0);
                return Optional.of(standing);
            } catch (BucketsAway e) {
                failed(e);
            }
        }
        unanswered.increment();
        return Optional.empty();
    }

    private void failed(BucketsAway failure) {
        if (failuresInARow.incrementAndGet() >= FAILURES_MAX && away.compareAndSet(false, true)) {
            Throwable cause = failure.getCause();
            LOG.warn(
                    "{} is away ({}): each node counts requests by itself",
                    place,
                    cause == null ? failure : cause.getClass().getSimpleName());
        }
    }

    private void look() {
        if (!away.get()) {
            return;
        }
        try {
            remote.ping();
            failuresInARow.set(0);
            away.set(false);
            LOG.info("{} is back: the nodes count requests together", place);
        } catch (BucketsAway still) {
            LOG.debug("{} is still away", place, still);
        } catch (RuntimeException e) {
            // The edge of a scheduled task: it must run again.
            LOG.error("cannot look for {}", place, e);
        }
    }

    /** Whether they are not asked at present. */
    boolean areAway() {
        return away.get();
    }

    /** How many requests they did not count. */
    long unanswered() {
        return unanswered.sum();
    }

    @Override
    public void close() {
        looking.shutdownNow();
        remote.close();
    }
}
