package io.cfguardian.app.cluster;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.cluster.ClusterNode.Phase;
import io.cfguardian.domain.cluster.ClusterNode.Standing;
import io.cfguardian.domain.cluster.FormatLevel;
import io.cfguardian.domain.revision.Revision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as one node knows it.
 *
 * @param clusterId the cluster's name
 * @param self the id of the node that answers
 * @param revision this node's last applied revision
 * @param chainHead the hash of the commit at {@code revision}
 * @param format the level of what the log and the state hold
 * @param members all members in the order of their ids
 * @param hindrance what holds the change of a node up that is under way, as the leader says; null for nothing
 */
public record ClusterStatus(
        String clusterId,
        String self,
        Revision revision,
        Hash chainHead,
        FormatLevel format,
        List<Member> members,
        @Nullable String hindrance) {

    public ClusterStatus {
        members = List.copyOf(members);
    }

    /** What a member is to the others. */
    public enum Role {
        LEADER,
        FOLLOWER,
        LEARNER
    }

    /**
     * One member. What the answering node could not learn in time is null.
     *
     * @param id its name
     * @param address its Raft address, host:port
     * @param http its HTTP address, host:port
     * @param standing what it is, or is to be
     * @param phase whether it is that already
     * @param role what it does now
     * @param term the Raft term it is in
     * @param appliedIndex the last Raft log index it applied
     * @param lag Raft log entries it is behind the leader
     * @param lastContactMillis since the answering node heard of it, 0 for itself
     */
    public record Member(
            String id,
            String address,
            @Nullable String http,
            Standing standing,
            Phase phase,
            @Nullable Role role,
            @Nullable Long term,
            @Nullable Long appliedIndex,
            @Nullable Revision revision,
            @Nullable Long lag,
            @Nullable Long lastContactMillis,
            @Nullable Hash chainHead) {}
}
