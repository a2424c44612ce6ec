package io.cfguardian.app.replica;

import io.cfguardian.domain.revision.Revision;
import java.time.Duration;

/** This node's copy of the replicated state. Used by many threads; waiting blocks the calling (virtual) thread. */
public interface Replica {

    /** A view of the state as this node has it now. The caller closes it, soon. */
    View view();

    /**
     * Waits until this node has applied every commit that anybody was told of before this call (a Raft read index, Raft
     * dissertation 6.4). A view opened after it is linearizable.
     *
     * @throws ReplicationFailure.NoQuorum when no leader confirmed itself within {@code timeout}
     */
    void awaitLinearizable(Duration timeout);

    /**
     * Waits until this node has applied {@code revision}.
     *
     * @throws ReplicationFailure.NotCaughtUp when it has not within {@code timeout}
     */
    void awaitRevision(Revision revision, Duration timeout);

    /**
     * Waits until this node has applied a revision after {@code seen}, or {@code timeout} is over, or the node stops.
     *
     * @return the last revision applied, which may be {@code seen}
     */
    Revision awaitAfter(Revision seen, Duration timeout) throws InterruptedException;
}
