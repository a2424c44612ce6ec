package io.cfguardian.faults.check;

/**
 * One thing that must not be.
 *
 * @param promise that was broken
 * @param what happened, with the operations it happened to
 */
public record Violation(Promise promise, String what) {

    /** What a cluster promises. */
    public enum Promise {
        /** A write that was acknowledged is in the journal, at the revision and with the versions that were told. */
        NO_ACKNOWLEDGED_WRITE_IS_LOST,
        /** An idempotency key is committed at most once. */
        NO_WRITE_IS_DONE_TWICE,
        /** What was refused or failed is not in the journal, and nothing is that nobody asked for. */
        NOTHING_IS_DONE_UNASKED,
        /** A guarded change is made only on the state that it demands. */
        GUARDS_HOLD,
        /** Revisions, and the versions of a config, are 1, 2, 3 and so on. */
        NUMBERS_ARE_DENSE,
        /** All nodes have one journal. */
        CHAINS_ARE_EQUAL,
        /** A read answers what was true at the revision that it names. */
        READS_ARE_TRUE,
        /** What was answered before a request began is known to it. */
        ANSWERS_ARE_LINEARIZABLE,
        /** A watcher sees every commit once and in order. */
        WATCHES_ARE_COMPLETE
    }

    @Override
    public String toString() {
        return promise + ": " + what;
    }
}
