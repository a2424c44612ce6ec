package io.cfguardian.raft.consensus;

import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.util.RepeatedTimer;
import java.lang.reflect.Field;

/**
 * JRaft's election timer, which JRaft never starts on a node that was a learner when it started or last changed its term. Without it
 * a learner does not notice that its leader is gone, and one that has become a voter never stands for election: a cluster
 * whose voters all came that way would stay without a leader. There is no door to the timer, so this opens the field.
 */
final class ElectionTimer {

    private static final Field FIELD = field();

    private final RepeatedTimer timer;

    private ElectionTimer(RepeatedTimer timer) {
        this.timer = timer;
    }

    /** The timer of a node that has been initialised. */
    static ElectionTimer of(NodeImpl node) {
        try {
            return new ElectionTimer((RepeatedTimer) FIELD.get(node));
        } catch (IllegalAccessException closed) {
            throw otherRelease(closed);
        }
    }

    /** Starts the timer where JRaft has not. What it triggers does nothing on a leader or a candidate, and a learner does not stand. */
    void ensureStarted() {
        timer.start();
    }

    private static Field field() {
        try {
            Field field = NodeImpl.class.getDeclaredField("electionTimer");
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
