package io.cfguardian.raft.codec;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.revision.Revision;

/**
 * What a member tells another of itself, for status pages.
 *
 * @param part what it is in the current term
 * @param term the Raft term it is in
 * @param appliedIndex the last Raft log index it applied
 * @param revision its last applied revision
 * @param chainHead the hash of the commit at {@code revision}
 */
public record Report(Part part, long term, long appliedIndex, Revision revision, Hash chainHead) {

    /** What a member is in the current term. */
    public enum Part {
        LEADER,
        FOLLOWER,
        /** It knows of no leader. */
        SEEKING
    }
}
