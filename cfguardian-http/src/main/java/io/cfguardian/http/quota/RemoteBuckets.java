package io.cfguardian.http.quota;

import java.io.Closeable;

/** Buckets that several nodes share. Used by many threads. */
interface RemoteBuckets extends Closeable {

    /**
     * Counts one request of {@code key} if the rate, which is not off, allows it. Takes no longer than a request can wait.
     *
     * @throws BucketsAway when it is not known whether it was counted
     */
    Standing take(Quota quota, Rate rate, String key) throws BucketsAway;

    /**
     * Asks whether they are there.
     *
     * @throws BucketsAway when they are not
     */
    void ping() throws BucketsAway;

    /** Lets go of whatever it holds. */
    @Override
    void close();
}
