package io.cfguardian.app.cluster;

import java.util.List;
import java.util.OptionalLong;

/** What this node knows of its cluster. Used by many threads; none of it waits for a lock of the Raft node. */
public interface Cluster {

    /** The cluster with what every member says of itself; asks the others and waits for them at most a second. */
    ClusterStatus status();

    /** The Raft term in which this node leads, empty when it does not, as far as it knows. Answers at once. */
    OptionalLong leadingTerm();

    /** Whether this node leads, as far as it knows. Answers at once. */
    default boolean leads() {
        return leadingTerm().isPresent();
    }

    /** Why this node should get no traffic now; empty when it is ready. Answers at once. */
    List<String> obstacles();
}
