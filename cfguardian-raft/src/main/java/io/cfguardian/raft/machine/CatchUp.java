package io.cfguardian.raft.machine;

import io.cfguardian.app.cluster.ReadinessCheck;
import io.cfguardian.app.cluster.ReadinessCheck.Subject;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether this node has what its leader has, but for a few entries. It has to show it once by reaching a read point: after each
 * time without a leader, and after each time in which it did not run, since what it knew before says nothing of what the others
 * did meanwhile. From then on what the leader tells it of the log is held against what it has applied.
 *
 * <p>One thread looks; {@link #check} may be asked by any and takes no lock.
 */
final class CatchUp {

    /** Who looks five times a second or more and has not for so long did not run: it was stopped, or had no processor. */
    static final Duration STANDSTILL = Duration.ofSeconds(2);

    private final long lagEntriesMax;
    private final LongSupplier nanos;
    private final LongSupplier applied;
    private final LongSupplier committed;
    private volatile Look last;

    /**
     * @param lagEntriesMax how many entries of the log it may be behind
     * @param nanos time, as {@link System#nanoTime}
     * @param applied the last log index applied here
     * @param committed how far the log is committed, as this node last heard
     */
    CatchUp(long lagEntriesMax, LongSupplier nanos, LongSupplier applied, LongSupplier committed) {
        this.lagEntriesMax = lagEntriesMax;
        this.nanos = nanos;
        this.applied = applied;
        this.committed = committed;
        this.last = new Look(false, nanos.getAsLong());
    }

    private record Look(boolean shown, long nanos) {}

    /** Looks again; false while it has to show that it has caught up. */
    boolean look() {
        Look before = last;
        long now = nanos.getAsLong();
        boolean shown = before.shown && now - before.nanos <= STANDSTILL.toNanos();
        last = new Look(shown, now);
        return shown;
    }

    /** It has reached a read point. */
    void shown() {
        last = new Look(true, nanos.getAsLong());
    }

    /** It has to show it again. */
    void lost() {
        last = new Look(false, nanos.getAsLong());
    }

    ReadinessCheck check() {
        Look seen = last;
        Duration age = Duration.ofNanos(nanos.getAsLong() - seen.nanos);
        return new ReadinessCheck(Subject.CATCH_UP, obstacle(seen, age), age);
    }

    private @Nullable String obstacle(Look seen, Duration age) {
        if (!seen.shown) {
            return "the node has not caught up with the leader";
        }
        if (age.compareTo(STANDSTILL) > 0) {
            return "the node did not run for " + age.toMillis() + " ms and may be behind the leader";
        }
        long lag = committed.getAsLong() - applied.getAsLong();
        return lag > lagEntriesMax
                ? "the node is " + lag + " entries of the log behind the leader, more than " + lagEntriesMax
                : null;
    }
}
