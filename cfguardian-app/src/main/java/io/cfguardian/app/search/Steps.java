package io.cfguardian.app.search;

/**
 * How much work queries may do. A step is one node that is visited, one selector or condition that is asked of it, or
 * some {@value #CHARS_PER_STEP} characters or digits that are compared. Steps make the bound the same on every machine.
 * Once used up it stays used up. Confined to one thread.
 */
public final class Steps {

    /** What a comparison of strings or numbers looks at for one step. */
    static final int CHARS_PER_STEP = 64;

    private final long max;
    private long taken;

    /** @param max of all queries that share this, from 1 */
    public Steps(long max) {
        if (max < 1) {
            throw new IllegalArgumentException("max is at least 1, got " + max);
        }
        this.max = max;
    }

    /** The steps taken until now, at most those there were. */
    public long taken() {
        return taken;
    }

    void take() throws StepsUsedUp {
        take(1);
    }

    void take(long count) throws StepsUsedUp {
        if (count > max - taken) {
            taken = max;
            throw new StepsUsedUp();
        }
        taken += count;
    }

    /** Pays for a comparison that looks at up to {@code chars} characters or digits. */
    void takeFor(long chars) throws StepsUsedUp {
        take(1 + chars / CHARS_PER_STEP);
    }
}
