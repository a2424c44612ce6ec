package io.cfguardian.http.quota;

/** The place where requests are counted cannot be reached, or not in time. */
final class BucketsAway extends Exception {

    private static final long serialVersionUID = 1L;

    BucketsAway(Throwable cause) {
        super("the shared buckets cannot be reached", cause);
    }
}
