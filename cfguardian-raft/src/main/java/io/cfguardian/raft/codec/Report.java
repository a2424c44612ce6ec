package io.cfguardian.raft.codec;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.revision.Revision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a member tells another of itself.
 *
 * @param part what it is in the current term
 * @param term the Raft term it is in
 * @param appliedIndex the last Raft log index it applied
 * @param revision its last applied revision
 * @param chainHead the hash of the commit at {@code revision}
 * @param node who it is; null from releases that do not tell
 * @param disk the room it has for data
 * @param clock its clock, to the millisecond; null when its release does not tell
 */
public record Report(
        Part part,
        long term,
        long appliedIndex,
        Revision revision,
        Hash chainHead,
        @Nullable Node node,
        Disk disk,
        @Nullable Instant clock) {

    /** What a member is in the current term. */
    public enum Part {
        LEADER,
        FOLLOWER,
        /** It knows of no leader. */
        SEEKING
    }

    /**
     * Who a member is.
     *
     * @param id its name, as its settings have it
     * @param http where clients reach it, host:port
     * @param formatLevel the highest that its release reads
     * @param members the Raft addresses of all nodes it knows, whatever they are to be
     * @param hindrance what holds a change of the nodes up, as the leader knows; empty for nothing
     */
    public record Node(String id, String http, int formatLevel, List<String> members, String hindrance) {
        public Node {
            members = List.copyOf(members);
        }
    }

    /** The room for data on a member's disk. */
    public enum Disk {
        ROOM,
        /** Less than its reserve. */
        LOW
    }
}
