package io.cfguardian.app.backup;

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
import java.util.Optional;
import java.util.function.Supplier;

/** How the backups go that this node takes by itself, for administrators. Answered without a majority too. */
public final class BackupQueries {

    private final Supplier<Optional<BackupSchedule.Status>> schedule;
    private final Replica replica;

    /** @param schedule empty when the node takes none by itself */
    public BackupQueries(Supplier<Optional<BackupSchedule.Status>> schedule, Replica replica) {
        this.schedule = schedule;
        this.replica = replica;
    }

    /** How it goes; empty when this node takes none by itself. */
    public ReadResult<Optional<BackupSchedule.Status>> status(Actor actor) {
        Optional<Refusal> refusal;
        Revision revision;
        try (View view = replica.view()) {
            refusal = Writes.refusal(Rights.of(actor, Demand.EVERYTHING, view), Demand.EVERYTHING);
            revision = view.head().revision();
        }
        return refusal.<ReadResult<Optional<BackupSchedule.Status>>>map(because -> new Refused<>(because, revision))
                .orElseGet(() -> new Found<>(schedule.get(), revision));
    }
}
