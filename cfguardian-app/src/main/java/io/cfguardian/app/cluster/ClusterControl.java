package io.cfguardian.app.cluster;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an operator may do to the cluster. Used by many threads. */
public interface ClusterControl {

    /**
     * Has another member lead, and waits until it does. Writes pause meanwhile, for about an election at most; none is lost.
     *
     * @param id who; null for any other than now, the one that is closest to the leader
     */
    LeaderMove moveLeadership(@Nullable String id, Duration timeout) throws InterruptedException;
}
