package io.cfguardian.raft.codec;

import io.cfguardian.domain.revision.Revision;

/** What a member asks another, beside Raft. */
public sealed interface Question {

    /** How it fares; answered by a {@link Report}. */
    record OfState() implements Question {}

    /**
     * Where its chain is; answered by a {@link ChainPoint}.
     *
     * @param atMost at this revision, or at its last one if that is before
     */
    record OfChain(Revision atMost) implements Question {}

    /**
     * The leader, to let another lead; answered by a {@link Report}, which may still call it the leader.
     *
     * @param address the Raft address of that member, empty for any
     */
    record OfLeadership(String address) implements Question {}
}
