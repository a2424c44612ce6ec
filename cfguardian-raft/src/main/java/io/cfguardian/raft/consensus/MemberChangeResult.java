package io.cfguardian.raft.consensus;

/** What came of a change of the members. */
public sealed interface MemberChangeResult {

    /** Raft's configuration is committed as it was wished. */
    record Changed() implements MemberChangeResult {}

    /**
     * It is as before, or the leader changed before that was known.
     *
     * @param reason for people
     */
    record NotChanged(String reason) implements MemberChangeResult {}
}
