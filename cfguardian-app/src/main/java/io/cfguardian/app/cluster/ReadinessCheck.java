package io.cfguardian.app.cluster;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One of the things that a node needs to get traffic, as it was seen last.
 *
 * @param subject what was looked at
 * @param obstacle why the node should get no traffic, for people; null when nothing is wrong
 * @param age how long ago it was looked at; zero for what is known without looking
 */
public record ReadinessCheck(Subject subject, @Nullable String obstacle, Duration age) {

    /** What is looked at, in the order of weight. A name is shown to clients and is a label of metrics: it never changes. */
    public enum Subject {
        /** The node can be trusted. */
        NODE,
        /** It is not about to stop. */
        STOP,
        /** It leads, or knows who does. */
        LEADER,
        /** It has applied what the leader has committed, but for a few entries. */
        CATCH_UP,
        /** It moves on while it is behind. */
        PROGRESS,
        /** Its disk has room for more data. */
        DISK
    }

    /** Whether nothing is wrong. */
    public boolean passes() {
        return obstacle == null;
    }
}
