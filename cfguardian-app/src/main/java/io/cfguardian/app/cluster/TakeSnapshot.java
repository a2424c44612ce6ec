package io.cfguardian.app.cluster;

import io.cfguardian.app.cluster.Snapshots.Snapshot;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.read.ReadResult.Refused;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.Writes;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.access.Rights;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.revision.Revision;
import java.time.Duration;
import java.util.Optional;

/** Has the node that is asked take a snapshot. Changes no state, so the journal does not tell of it; the logs do. */
public final class TakeSnapshot {

    private final Snapshots snapshots;
    private final Replica replica;
    private final Duration timeout;

    /** @param timeout how long an answer waits at most */
    public TakeSnapshot(Snapshots snapshots, Replica replica, Duration timeout) {
        this.snapshots = snapshots;
        this.replica = replica;
        this.timeout = timeout;
    }

    /** Takes one. Blocks the calling (virtual) thread. */
    public ReadResult<Snapshot> take(Actor actor) {
        Optional<Refusal> refusal;
        Revision revision;
        try (View view = replica.view()) {
            refusal = Writes.refusal(Rights.of(actor, Demand.EVERYTHING, view), Demand.EVERYTHING);
            revision = view.head().revision();
        }
        return refusal.<ReadResult<Snapshot>>map(because -> new Refused<>(because, revision))
                .orElseGet(() -> new Found<>(snapshots.take(timeout), revision));
    }
}
