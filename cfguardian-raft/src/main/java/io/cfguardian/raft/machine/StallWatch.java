package io.cfguardian.raft.machine;

import io.cfguardian.raft.codec.Report;
import io.cfguardian.raft.codec.Report.Part;
import io.cfguardian.raft.consensus.Leadership.Role;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices that this node follows, is behind and does not move on: it applies nothing and fetches nothing, while Raft itself may see nothing
 * wrong with it. First it is not ready; when that lasts, it is given up, because a node that starts anew is known to catch up, and one whose
 * apply thread or replication is stuck does not by itself. The members that are not behind are a majority, so they go on without
 * it.
 *
 * <p>Judged by one thread; {@link #isStalled} and {@link #age} may be asked by any.
 */
final class StallWatch implements Survey.Judge {

    private final Duration patience;
    private final LongSupplier nanos;
    private final LongSupplier fetched;
    private final Consumer<String> giveUp;
    private @Nullable Standstill standstill;
    private volatile boolean stalled;
    private volatile long judgedNanos;

    /**
     * @param patience until it is not ready, and once more until it is given up
     * @param nanos time, as {@link System#nanoTime}
     * @param fetched grows, or changes in any way, while a snapshot is fetched, saved or loaded
     * @param giveUp told why
     */
    StallWatch(Duration patience, LongSupplier nanos, LongSupplier fetched, Consumer<String> giveUp) {
        this.patience = patience;
        this.nanos = nanos;
        this.fetched = fetched;
        this.giveUp = giveUp;
        this.judgedNanos = nanos.getAsLong();
    }

    /** Where it stands since when. */
    private record Standstill(long appliedIndex, long fetched, long sinceNanos) {}

    /** Whether it has stood still for longer than is usual. */
    boolean isStalled() {
        return stalled;
    }

    /** How long ago it was judged, or made. */
    Duration age() {
        return Duration.ofNanos(nanos.getAsLong() - judgedNanos);
    }

    @Override
    public void judge(Survey survey) {
        judgedNanos = nanos.getAsLong();
        long applied = survey.own().appliedIndex();
        boolean behind = survey.leadership().role() == Role.FOLLOWER
                && survey.leader()
                        .filter(leader -> leader.part() == Part.LEADER && leader.appliedIndex() > applied)
                        .isPresent();
        if (!behind) {
            standstill = null;
            stalled = false;
            return;
        }
        long now = nanos.getAsLong();
        long fetchedNow = fetched.getAsLong();
        Standstill before = standstill;
        if (before == null || before.appliedIndex() != applied || before.fetched() != fetchedNow) {
            standstill = new Standstill(applied, fetchedNow, now);
            stalled = false;
            return;
        }
        long stood = now - before.sinceNanos();
        stalled = stood > patience.toNanos();
        if (stood > patience.multipliedBy(2).toNanos()) {
            giveUp.accept("this node stands at log index " + applied + " for "
                    + Duration.ofNanos(stood).toSeconds()
                    + " s while the leader is at "
                    + survey.leader().map(Report::appliedIndex).orElseThrow());
        }
    }
}
