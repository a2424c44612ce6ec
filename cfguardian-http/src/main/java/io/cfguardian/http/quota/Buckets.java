package io.cfguardian.http.quota;

import io.github.bucket4j.BucketConfiguration;
import java.io.Closeable;

/** Where requests are counted. Used by many threads. */
interface Buckets extends Closeable {

    /**
     * Counts one request of {@code key} if the rate, which is not off, allows it.
     *
     * @throws BucketsAway when it could not be counted
     */
    Standing take(Quota quota, Rate rate, String key) throws BucketsAway;

    /** Lets go of whatever it holds. */
    @Override
    void close();

    /** The bucket of a rate: full at first, refilled evenly. */
    static BucketConfiguration configuration(Rate rate) {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(rate.requests()).refillGreedy(rate.requests(), rate.window()))
                .build();
    }
}
