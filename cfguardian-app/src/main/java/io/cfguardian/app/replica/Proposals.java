package io.cfguardian.app.replica;

import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.decide.Answer;
import java.time.Duration;

/** The way to change the replicated state, from any node. Used by many threads. */
public interface Proposals {

    /**
     * Has {@code envelope} decided by the cluster and applied on this node, so that a view opened afterwards shows it.
     * Blocks the calling (virtual) thread.
     *
     * @throws ReplicationFailure.NoQuorum nothing was written
     * @throws ReplicationFailure.Overloaded nothing was written
     * @throws ReplicationFailure.NoRoom nothing was written; never for what only deletes, nor for what identities need
     * @throws ReplicationFailure.OutcomeUnknown it may have been written; the same request id can be proposed again
     */
    Answer propose(Envelope envelope, Duration timeout);
}
