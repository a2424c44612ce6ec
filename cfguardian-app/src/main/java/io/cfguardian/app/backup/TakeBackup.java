package io.cfguardian.app.backup;

import io.cfguardian.app.identity.NodeWrites;
import io.cfguardian.app.read.LocalReads;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.domain.command.IdentityCommand.Observe;
import io.cfguardian.domain.command.IdentityCommand.Seen;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.identity.SecurityEvent.Observation;
import io.cfguardian.domain.identity.Source;
import java.time.InstantSource;
import java.util.List;

/**
 * A backup for an administrator. That it was taken is recorded before its first byte is given away: who has it has all password hashes and
 * all sealed secrets. Used by many threads.
 */
public final class TakeBackup {

    private final Backups backups;
    private final NodeWrites writes;
    private final LocalReads reads;
    private final InstantSource clock;

    public TakeBackup(Backups backups, NodeWrites writes, LocalReads reads, InstantSource clock) {
        this.backups = backups;
        this.writes = writes;
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * A backup that may be written now. It holds every write that was acknowledged anywhere before this call, because the record of it
     * comes after them all and is in this node's state when this returns.
     *
     * @param requestId of the request, "" for none
     * @throws io.cfguardian.app.replica.ReplicationFailure when it cannot be recorded; nobody gets a backup then
     */
    public ReadResult<Backups> take(Actor actor, Source source, String requestId) {
        return reads.forAdministrator(actor, () -> {
            Observation taken = new Observation(Kind.BACKUP_TAKEN, actor.principal(), null, source, requestId, "");
            writes.run(new Observe(List.of(new Seen(clock.instant(), taken)), List.of()));
            return backups;
        });
    }
}
