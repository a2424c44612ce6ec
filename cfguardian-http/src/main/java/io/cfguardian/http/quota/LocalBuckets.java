package io.cfguardian.http.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.io.Closeable;
import java.util.concurrent.TimeUnit;

/**
 * Buckets in this node's memory, a bounded number. One that nobody used for as long as it takes to fill is as good as none
 * and is forgotten; when there are too many, so are those that were used least.
 */
final class LocalBuckets implements Closeable {

    /** About 20 MiB at the most. */
    private static final int BUCKETS_MAX = 100_000;

    private final TimeMeter clock;
    private final Cache<Key, Bucket> buckets;

    private record Key(Quota quota, String sender) {}

    LocalBuckets(Rates rates) {
        this(rates, TimeMeter.SYSTEM_NANOTIME);
    }

    LocalBuckets(Rates rates, TimeMeter clock) {
        this.clock = clock;
        long longestNanos = 0;
        for (Quota quota : Quota.values()) {
            longestNanos = Math.max(longestNanos, rates.of(quota).window().toNanos());
        }
        this.buckets = Caffeine.newBuilder()
                .maximumSize(BUCKETS_MAX)
                .expireAfterAccess(longestNanos, TimeUnit.NANOSECONDS)
                .ticker(clock::currentTimeNanos)
                .build();
    }

    /** Counts one request of {@code key} if the rate, which is not off, allows it. */
    Standing take(Quota quota, Rate rate, String key) {
        Bucket bucket = buckets.get(new Key(quota, key), absent -> bucket(rate));
        return Standing.from(quota, rate, bucket.tryConsumeAndReturnRemaining(1));
    }

    private Bucket bucket(Rate rate) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.requests()).refillGreedy(rate.requests(), rate.window()))
                .withCustomTimePrecision(clock)
                .build();
    }

    /** How many there are, more or less. */
    long size() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    @Override
    public void close() {
        buckets.invalidateAll();
    }
}
