package io.cfguardian.raft.consensus;

import java.util.Objects;

/** Whether this node's state is recent enough for a read. */
public sealed interface ReadPoint {

    /**
     * This node has applied the log at least up to the index.
     *
     * @param index 0 or more
     */
    record Reached(long index) implements ReadPoint {}

    /** It could not be established in time; the read must not be answered as if it had been. */
    record NotReached(Reason reason) implements ReadPoint {
        public NotReached {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Why a read cannot be served. */
    enum Reason {
        /** No leader was known until the deadline. */
        NO_LEADER,
        /** A leader was known but did not confirm its leadership, or this node did not catch up, until the deadline. */
        TIMED_OUT,
        /** More readers wait than the limits allow; try again later. */
        OVERLOADED,
        /** The node is shutting down. */
        STOPPING,
        /** The node has failed and must be restarted. */
        FAILED
    }
}
