package io.cfguardian.app.cluster;

import io.cfguardian.app.read.LocalReads;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.domain.identity.Actor;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Has another member lead. Changes no state, so the journal does not tell of it; the logs do. */
public final class MoveLeadership {

    private final ClusterControl control;
    private final LocalReads reads;
    private final Duration timeout;

    /** @param timeout the longest time that it may take */
    public MoveLeadership(ClusterControl control, LocalReads reads, Duration timeout) {
        this.control = control;
        this.reads = reads;
        this.timeout = timeout;
    }

    /**
     * Has the member {@code to} lead, or any other than now when it is null. Blocks the calling (virtual) thread.
     */
    public ReadResult<LeaderMove> move(Actor actor, @Nullable String to) {
        return reads.forAdministrator(actor, () -> {
            try {
                return control.moveLeadership(to, timeout);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return LeaderMove.NotMoved.NOT_MOVED;
            }
        });
    }
}
