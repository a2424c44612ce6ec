package io.cfguardian.http.quota;

import io.github.bucket4j.ConsumptionProbe;

/** What a request has left, or lacks, of a quota. Times are seconds, rounded up. */
public sealed interface Standing {

    /** The quota. */
    Quota quota();

    /** Its rate. */
    Rate rate();

    /** How many requests could follow at once. */
    long remaining();

    /** When all of the quota is there again. */
    long resetSeconds();

    /** The request may go on. */
    record Within(Quota quota, Rate rate, long remaining, long resetSeconds) implements Standing {}

    /**
     * The request is one too many, and was not counted.
     *
     * @param retrySeconds when the next may come, at least 1
     */
    record Exceeded(Quota quota, Rate rate, long resetSeconds, int retrySeconds) implements Standing {

        @Override
        public long remaining() {
            return 0;
        }
    }

    /** What a bucket says, as a standing. */
    static Standing from(Quota quota, Rate rate, ConsumptionProbe probe) {
        long reset = seconds(probe.getNanosToWaitForReset());
        return probe.isConsumed()
                ? new Within(quota, rate, probe.getRemainingTokens(), reset)
                : new Exceeded(
                        quota, rate, reset, Math.toIntExact(Math.max(1, seconds(probe.getNanosToWaitForRefill()))));
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, 1_000_000_000L);
    }
}
