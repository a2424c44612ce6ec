package io.cfguardian.raft.consensus;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * A member as the asked node sees it.
 *
 * @param address its name
 * @param self whether it is the asked node
 * @param vote whether it counts for majorities
 * @param lastContactMillis time since the last message from it, absent if there never was one; of the leader as seen by a follower,
 *     of every other member as seen by the leader; 0 for the node itself
 * @param lastLogIndex the end of its log as it last told; known for the node itself and, on the leader, for the others
 * @param replication how the leader's messages to it fare; {@link Replication#NOT_OBSERVED} unless the asked node leads
 */
public record MemberStatus(
        MemberAddress address,
        Self self,
        Vote vote,
        OptionalLong lastContactMillis,
        OptionalLong lastLogIndex,
        Replication replication) {

    public MemberStatus {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(self, "self");
        Objects.requireNonNull(vote, "vote");
        Objects.requireNonNull(lastContactMillis, "lastContactMillis");
        Objects.requireNonNull(lastLogIndex, "lastLogIndex");
        Objects.requireNonNull(replication, "replication");
    }

    /** Whether a status is of the asked node. */
    public enum Self {
        THIS_NODE,
        ANOTHER
    }

    /** Whether a member counts for majorities. */
    public enum Vote {
        VOTER,
        LEARNER
    }

    /** How replication to a member fares. */
    public enum Replication {
        /** The asked node does not lead, or this is the leader itself. */
        NOT_OBSERVED,
        /** Answers within two election timeouts. */
        ANSWERING,
        /** Is asked but does not answer: down, or not reachable. */
        SILENT,
        /** Is not even asked any more, which is a fault of the leader; it gives up leadership when it sees this. */
        ABANDONED
    }
}
