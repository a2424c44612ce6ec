package io.cfguardian.raft.consensus;

/** What can be done to Raft's configuration in one change. */
public enum MemberChange {
    /** A new member that copies the log and counts for nothing. */
    ADD_LEARNER,
    REMOVE_LEARNER,
    /** A new member that counts; refused when it is a learner, or does not catch up within an election timeout. */
    ADD_VOTER,
    /** A leader that removes itself leads no more afterwards. */
    REMOVE_VOTER
}
