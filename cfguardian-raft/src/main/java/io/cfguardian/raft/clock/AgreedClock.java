package io.cfguardian.raft.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's clock, of which one wrong step changes nothing. The log's time is the highest that any node ever stamped, so a clock
 * that is ahead once would move it for good, and end sessions and remembered answers early. Two things stand before that:
 *
 * <ul>
 *   <li>A jump of the system's clock against the time that has really passed is not followed for ten minutes. Corrections of up to
 *       ten seconds a minute are.
 *   <li>A node whose clock is more than five seconds from the median of those that a majority of the members say is led by that
 *       median. With two members that is the clock that is behind.
 * </ul>
 *
 * <p>Thread-safe. See docs/adr/0015-a-clock-jump-changes-nothing.md.
 */
public final class AgreedClock implements InstantSource {

    private static final Logger LOG = LoggerFactory.getLogger(AgreedClock.class);

    /** By how much the system's clock may be moved in {@link #ANCHORED_FOR} and be followed at once. */
    static final Duration CORRECTION_MAX = Duration.ofSeconds(10);

    static final Duration ANCHORED_FOR = Duration.ofMinutes(1);

    /** How long a jump must last to be believed. */
    static final Duration HELD_FOR = Duration.ofMinutes(10);

    /** From the median; more than what the way of an answer takes. */
    static final Duration APART_MAX = Duration.ofSeconds(5);

    private final InstantSource system;
    private final LongSupplier nanos;
    private Instant anchor;
    private long anchorNanos;
    private Duration jump = Duration.ZERO;
    private long jumpNanos;
    private Duration median = Duration.ZERO;
    private boolean compared;
    private boolean apart;
    private long toldNanos;

    /**
     * Begins with what the system's clock says.
     *
     * @param nanos time that passes evenly, in nanoseconds from anywhere, as {@link System#nanoTime}
     */
    public AgreedClock(InstantSource system, LongSupplier nanos) {
        this.system = system;
        this.nanos = nanos;
        this.anchorNanos = nanos.getAsLong();
        this.anchor = system.instant();
        this.toldNanos = anchorNanos - ANCHORED_FOR.toNanos();
    }

    /** The system's clock and the JVM's timer. */
    public static AgreedClock ofSystem() {
        return new AgreedClock(InstantSource.system(), System::nanoTime);
    }

    /** The time to stamp. */
    @Override
    public synchronized Instant instant() {
        Instant own = own();
        if (median.abs().compareTo(APART_MAX) <= 0) {
            return own;
        }
        return own.plus(median).plus(median.isNegative() ? APART_MAX : APART_MAX.negated());
    }

    /** This node's own clock, without jumps: what it tells the others. */
    public synchronized Instant own() {
        long now = nanos.getAsLong();
        Instant said = system.instant();
        Instant expected = anchor.plusNanos(now - anchorNanos);
        Duration off = Duration.between(expected, said);
        if (off.abs().compareTo(CORRECTION_MAX) <= 0) {
            forgetJump(now);
            if (now - anchorNanos >= ANCHORED_FOR.toNanos()) {
                anchorAt(said, now);
            }
            return said;
        }
        if (jump.isZero() || off.minus(jump).abs().compareTo(CORRECTION_MAX) > 0) {
            jump = off;
            jumpNanos = now;
            if (mayTell(now)) {
                LOG.error("the system's clock is {} from the time that has passed; it is not followed for now", off);
            }
        }
        if (now - jumpNanos < HELD_FOR.toNanos()) {
            return expected;
        }
        LOG.warn("the system's clock has stayed {} from the time that has passed; it is followed from now on", off);
        if (compared) {
            median = median.minus(off);
        }
        jump = Duration.ZERO;
        anchorAt(said, now);
        return said;
    }

    /**
     * Takes in what the clocks of other members say. Of fewer members than a majority, this one among them, nothing is learnt.
     *
     * @param ahead by how much each is ahead of {@link #own}, just now
     * @param members how many there are, this one among them
     */
    public synchronized void compare(List<Duration> ahead, int members) {
        if (ahead.size() + 1 <= members / 2) {
            return;
        }
        List<Duration> all =
                Stream.concat(ahead.stream(), Stream.of(Duration.ZERO)).sorted().toList();
        median = all.get((all.size() - 1) / 2);
        compared = true;
        boolean now = median.abs().compareTo(APART_MAX) > 0;
        if (now != apart) {
            apart = now;
            if (apart) {
                LOG.error("this node's clock is {} from the others'; they are followed", median.negated());
            } else {
                LOG.info("this node's clock is with the others' again");
            }
        }
    }

    /** How far this node's clock is from the others', to the whole second; zero when that is no concern. */
    public synchronized Duration apart() {
        return apart ? Duration.ofSeconds(median.negated().toSeconds()) : Duration.ZERO;
    }

    /**
     * By how much this node's clock is ahead of the members' median, as of the last comparison; of two members, the one that is behind
     * has zero. Empty before a majority was heard.
     */
    public synchronized Optional<Duration> ahead() {
        return compared ? Optional.of(median.negated()) : Optional.empty();
    }

    private void forgetJump(long now) {
        if (!jump.isZero()) {
            jump = Duration.ZERO;
            if (mayTell(now)) {
                LOG.info("the system's clock is as it was before it jumped");
            }
        }
    }

    /** A clock that jumps to and fro all the time is told of once a minute. */
    private boolean mayTell(long now) {
        if (now - toldNanos < ANCHORED_FOR.toNanos()) {
            return false;
        }
        toldNanos = now;
        return true;
    }

    private void anchorAt(Instant said, long now) {
        anchor = said;
        anchorNanos = now;
    }
}
