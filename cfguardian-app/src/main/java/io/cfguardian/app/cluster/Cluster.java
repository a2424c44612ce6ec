package io.cfguardian.app.cluster;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What this node knows of its cluster. Used by many threads; none of it waits for a lock of the Raft node. */
public interface Cluster {

    /** The cluster with what every member says of itself; asks the others and waits for them at most a second. */
    ClusterStatus status();

    /** Whether this node leads, as far as it knows. Answers at once. */
    boolean leads();

    /**
     * Has another member lead, and waits until it does. Writes pause meanwhile, for about an election at most; none is lost.
     *
     * @param id who; null for any other than now, the one that is closest to the leader
     */
    LeaderMove moveLeadership(@Nullable String id, Duration timeout) throws InterruptedException;

    /** Why this node should get no traffic now; empty when it is ready. Answers at once. */
    List<String> obstacles();
}
