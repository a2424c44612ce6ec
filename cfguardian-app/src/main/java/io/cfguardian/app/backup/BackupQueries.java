package io.cfguardian.app.backup;

import io.cfguardian.app.read.LocalReads;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.domain.identity.Actor;
import java.util.Optional;
import java.util.function.Supplier;

/** How the backups go that this node takes by itself, for administrators. Answered without a majority too. */
public final class BackupQueries {

    private final Supplier<Optional<BackupSchedule.Status>> schedule;
    private final LocalReads reads;

    /** @param schedule empty when the node takes none by itself */
    public BackupQueries(Supplier<Optional<BackupSchedule.Status>> schedule, LocalReads reads) {
        this.schedule = schedule;
        this.reads = reads;
    }

    /** How it goes; empty when this node takes none by itself. */
    public ReadResult<Optional<BackupSchedule.Status>> status(Actor actor) {
        return reads.forAdministrator(actor, schedule);
    }
}
