package io.cfguardian.app.cluster;

import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.read.ReadResult.Refused;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.write.Writes;
import io.cfguardian.domain.access.Access;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.access.Rights;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.revision.Revision;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Has another member lead. Changes no state, so the journal does not tell of it; the logs do. */
public final class MoveLeadership {

    private final ClusterControl control;
    private final Replica replica;
    private final Duration timeout;

    /** @param timeout the longest time that it may take */
    public MoveLeadership(ClusterControl control, Replica replica, Duration timeout) {
        this.control = control;
        this.replica = replica;
        this.timeout = timeout;
    }

    /**
     * Has the member {@code to} lead, or any other than now when it is null. Blocks the calling (virtual) thread.
     */
    public ReadResult<LeaderMove> move(Actor actor, @Nullable String to) {
        Access access;
        Revision revision;
        try (View view = replica.view()) {
            access = Rights.of(actor, Demand.EVERYTHING, view);
            revision = view.head().revision();
        }
        var refusal = Writes.refusal(access, Demand.EVERYTHING);
        if (refusal.isPresent()) {
            return new Refused<>(refusal.get(), revision);
        }
        try {
            return new Found<>(control.moveLeadership(to, timeout), revision);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Found<>(LeaderMove.NotMoved.NOT_MOVED, revision);
        }
    }
}
