package io.cfguardian.raft.consensus;

import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.util.RepeatedTimer;
import com.alipay.sofa.jraft.util.Utils;
import java.lang.reflect.Field;
import java.time.Duration;

/**
 * JRaft's election timer, and what it goes by: when the leader was last heard. There is no door to either, so this opens the fields.
 * Thread-safe.
 *
 * <p>JRaft never starts the timer on a node that was a learner when it started or last changed its term. Without it a learner does not
 * notice that its leader is gone, and one that has become a voter never stands for election: a cluster whose voters all came that way would
 * stay without a leader.
 */
final class ElectionTimer {

    /** Before the first stands for election; the others have noticed too by then. */
    private static final int SOON_MILLIS = 30;

    /** Long enough for one to be elected before the next stands: two at once get half of the votes each. */
    private static final int TURN_MILLIS = 150;

    private static final int TURN_SPREAD_MILLIS = 50;

    /** Who has not found a majority by then will not soon, and would only keep asking. */
    private static final Duration HURRY_MAX = Duration.ofSeconds(1);

    private static final Field TIMER = field("electionTimer");
    private static final Field LEADER_HEARD = field("lastLeaderTimestamp");

    private final NodeImpl node;
    private final RepeatedTimer timer;
    private final int usualMillis;
    private final int usualSpreadMillis;
    private volatile boolean hurried;
    private long hurriedNanos;

    private ElectionTimer(NodeImpl node, RepeatedTimer timer, Duration electionTimeout) {
        this.node = node;
        this.timer = timer;
        this.usualMillis = Math.toIntExact(electionTimeout.toMillis());
        this.usualSpreadMillis = node.getOptions().getRaftOptions().getMaxElectionDelayMs();
    }

    /** The timer of a node that has been initialised. */
    static ElectionTimer of(NodeImpl node, Duration electionTimeout) {
        try {
            return new ElectionTimer(node, (RepeatedTimer) TIMER.get(node), electionTimeout);
        } catch (IllegalAccessException closed) {
            throw otherRelease(closed);
        }
    }

    /**
     * Has the node see its leader as gone, and stand for election soon, instead of when it has heard nothing for the election timeout. A
     * node that may not stand does not. Who is wrong gets no votes: whoever hears the leader refuses (pre-vote, Ongaro 2014, 9.6).
     *
     * @param turn how many stand before this one, so that they do not stand at once
     */
    synchronized void leaderIsGone(int turn) {
        if (timer.getTimeoutMs() != usualMillis) {
            return;
        }
        try {
            LEADER_HEARD.setLong(node, Utils.monotonicMs() - usualMillis);
        } catch (IllegalAccessException closed) {
            throw otherRelease(closed);
        }
        hurriedNanos = System.nanoTime();
        hurried = true;
        reset(SOON_MILLIS + turn * TURN_MILLIS, TURN_SPREAD_MILLIS);
    }

    /** There is a leader. Cheap. */
    void leaderIsHeard() {
        if (hurried) {
            calm();
        }
    }

    /** Called now and then: starts the timer where JRaft has not, and lets it be slow again when being quick has not helped. */
    void look() {
        if (hurried && isHurriedForLong()) {
            calm();
        }
        // What it triggers does nothing on a leader or a candidate, and a learner does not stand.
        timer.start();
    }

    private synchronized boolean isHurriedForLong() {
        return System.nanoTime() - hurriedNanos > HURRY_MAX.toNanos();
    }

    private synchronized void calm() {
        if (hurried) {
            hurried = false;
            reset(usualMillis, usualSpreadMillis);
        }
    }

    /** JRaft adds up to the spread each time that the timer runs. */
    private void reset(int millis, int spreadMillis) {
        node.getOptions().getRaftOptions().setMaxElectionDelayMs(spreadMillis);
        timer.reset(millis);
    }

    private static Field field(String name) {
        try {
            Field field = NodeImpl.class.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException absent) {
            throw otherRelease(absent);
        }
    }

    private static IllegalStateException otherRelease(ReflectiveOperationException cause) {
        return new IllegalStateException("this release of JRaft has no election timer where it was", cause);
    }
}
