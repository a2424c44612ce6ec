package io.cfguardian.raft.store;

import java.util.concurrent.atomic.LongAdder;

/** How many entries of the store were read since it was opened. Thread-safe; costs next to nothing. */
public final class ReadCounter {

    private final LongAdder lookups = new LongAdder();
    private final LongAdder steps = new LongAdder();

    ReadCounter() {}

    void countLookup() {
        lookups.increment();
    }

    void countStep() {
        steps.increment();
    }

    /** Look-ups by key, found or not. */
    public long lookups() {
        return lookups.sum();
    }

    /** Positions that scans came to, the ones past the end of a range included. */
    public long steps() {
        return steps.sum();
    }

    /** Both. */
    public long total() {
        return lookups() + steps();
    }
}
