package io.cfguardian.raft.consensus.meta;

import java.util.Objects;

/**
 * What a member promised: the highest term it has seen, and for whom it voted in it.
 *
 * @param term from 0
 * @param votedFor the candidate's {@code host:port}, empty for no vote yet
 */
public record TermAndVote(long term, String votedFor) {

    /** Of a member that has never taken part. */
    public static final TermAndVote NONE = new TermAndVote(0, "");

    public TermAndVote {
        Objects.requireNonNull(votedFor, "votedFor");
        if (term < 0) {
            throw new IllegalArgumentException("term is " + term + ", expected 0 or more");
        }
    }
}
