package io.cfguardian.app.telemetry;

import io.cfguardian.app.cluster.ReadinessCheck.Subject;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How replication does on one node. What is counted is counted from the node's start.
 *
 * @param term the Raft term it is in
 * @param appliedIndex the last Raft log index it applied
 * @param revision the last commit it applied
 * @param leaders how often it began to lead or to follow a leader
 * @param proposals commands that it holds as leader and that have no outcome yet
 * @param obstacles what keeps it from being ready
 * @param members of the cluster, as it knows them
 * @param followers the other members as it sees them; null unless it leads
 */
public record ReplicationNumbers(
        Role role,
        long term,
        long appliedIndex,
        long revision,
        long leaders,
        long proposals,
        Set<Subject> obstacles,
        Applied applied,
        Snapshots snapshots,
        ReadIndex reads,
        Members members,
        @Nullable Followers followers) {

    public ReplicationNumbers {
        obstacles = Set.copyOf(obstacles);
    }

    /** Its part in the term. */
    public enum Role {
        LEADER,
        FOLLOWER,
        /** Knows no leader. */
        SEEKING,
        /** Stopped or failed. */
        OUT
    }

    /**
     * What was applied.
     *
     * @param entries of the Raft log
     * @param commands in them
     * @param runs atomic writes that they were applied in
     * @param nanos that it took
     */
    public record Applied(long entries, long commands, long runs, long nanos) {}

    /**
     * Snapshots.
     *
     * @param notSaved that came to nothing
     * @param loaded that took the place of the state
     */
    public record Snapshots(long saved, long notSaved, long loaded) {}

    /**
     * Read index rounds; many readers share one.
     *
     * @param failed that served nobody
     */
    public record ReadIndex(long rounds, long failed) {}

    /**
     * How many members there are.
     *
     * @param voters that count for majorities
     * @param learners that do not
     */
    public record Members(int voters, int learners) {}

    /**
     * The other members as the leader sees them.
     *
     * @param answering how many answer
     * @param silent how many do not
     * @param votersAnswering how many voters answer, the leader itself among them
     * @param lagEntries log entries that the farthest behind has yet to get
     * @param lagByNode log entries that each has yet to get, by its name in the record of the nodes
     */
    public record Followers(
            int answering, int silent, int votersAnswering, long lagEntries, Map<String, Long> lagByNode) {

        public Followers {
            lagByNode = Collections.unmodifiableMap(new TreeMap<>(lagByNode));
        }
    }
}
