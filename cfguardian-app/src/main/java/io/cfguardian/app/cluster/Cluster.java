package io.cfguardian.app.cluster;

import java.util.List;

/** What this node knows of its cluster. Used by many threads; none of it waits for a lock of the Raft node. */
public interface Cluster {

    /** The cluster with what every member says of itself; asks the others and waits for them at most a second. */
    ClusterStatus status();

    /** Whether this node leads, as far as it knows. Answers at once. */
    boolean leads();

    /** Why this node should get no traffic now; empty when it is ready. Answers at once. */
    List<String> obstacles();
}
