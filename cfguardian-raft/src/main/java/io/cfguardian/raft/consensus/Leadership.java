package io.cfguardian.raft.consensus;

import java.util.Objects;
import java.util.Optional;

/**
 * What a node knows of the cluster's leadership: a snapshot that may be out of date when it is read, for routing, probes and
 * status pages, never for deciding whether a write or a linearizable read is allowed.
 *
 * @param role this node's part
 * @param term the term in which the role was taken, 0 before the first
 * @param leader the leader as far as known; this node itself when it leads
 */
public record Leadership(Role role, long term, Optional<MemberAddress> leader) {

    public Leadership {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(leader, "leader");
        if ((role == Role.LEADER || role == Role.FOLLOWER) != leader.isPresent()) {
            throw new IllegalArgumentException("leadership of a " + role + " with leader " + leader);
        }
    }

    static Leadership seeking(long term) {
        return new Leadership(Role.SEEKING, term, Optional.empty());
    }

    /** A node's part in the current term. */
    public enum Role {
        /** Leads, and has committed an entry of its own term. */
        LEADER,
        /** Follows a known leader. */
        FOLLOWER,
        /** Knows no leader: an election is under way, or a majority is not reachable. */
        SEEKING,
        /** Stopped or failed. */
        OUT
    }
}
