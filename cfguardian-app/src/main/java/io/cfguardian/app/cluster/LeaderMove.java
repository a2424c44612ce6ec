package io.cfguardian.app.cluster;

/** What came of the wish that another member lead. */
public sealed interface LeaderMove {

    /**
     * Another leads, or the one that was wished for led already.
     *
     * @param leader its id
     * @param term the Raft term it leads in
     */
    record Moved(String leader, long term) implements LeaderMove {}

    /** No member has that id. */
    enum NoSuchMember implements LeaderMove {
        NO_SUCH_MEMBER
    }

    /** Not in time: there was no leader, or the other one is away or far behind. */
    enum NotMoved implements LeaderMove {
        NOT_MOVED
    }
}
