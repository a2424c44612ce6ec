package io.cfguardian.app.cluster;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

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

    /** What this node needs to get traffic, each subject once, in the order of weight. Answers at once. */
    List<ReadinessCheck> checks();

    /** Why this node should get no traffic now; empty when it is ready. Answers at once. */
    default List<String> obstacles() {
        return checks().stream()
                .flatMap(check -> Stream.ofNullable(check.obstacle()))
                .toList();
    }
}
