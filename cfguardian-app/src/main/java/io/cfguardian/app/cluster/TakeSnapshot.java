package io.cfguardian.app.cluster;

import io.cfguardian.app.cluster.Snapshots.Snapshot;
import io.cfguardian.app.read.LocalReads;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.domain.identity.Actor;
import java.time.Duration;

/** Has the node that is asked take a snapshot. Changes no state, so the journal does not tell of it; the logs do. */
public final class TakeSnapshot {

    private final Snapshots snapshots;
    private final LocalReads reads;
    private final Duration timeout;

    /** @param timeout how long an answer waits at most */
    public TakeSnapshot(Snapshots snapshots, LocalReads reads, Duration timeout) {
        this.snapshots = snapshots;
        this.reads = reads;
        this.timeout = timeout;
    }

    /** Takes one. Blocks the calling (virtual) thread. */
    public ReadResult<Snapshot> take(Actor actor) {
        return reads.forAdministrator(actor, () -> snapshots.take(timeout));
    }
}
