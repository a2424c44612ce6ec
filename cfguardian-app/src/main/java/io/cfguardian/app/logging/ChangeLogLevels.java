package io.cfguardian.app.logging;

import io.cfguardian.app.logging.LogLevels.Outcome;
import io.cfguardian.app.read.LocalReads;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.domain.identity.Actor;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows and changes what the node that is asked logs, for administrators. Changes no state, so the journal does not tell of it; the
 * log does, with who did it.
 */
public final class ChangeLogLevels {

    private final LogLevels levels;
    private final LocalReads reads;

    public ChangeLogLevels(LogLevels levels, LocalReads reads) {
        this.levels = levels;
        this.reads = reads;
    }

    /** All that have a level of their own, by name. */
    public ReadResult<List<LoggerLevel>> all(Actor actor) {
        return reads.forAdministrator(actor, levels::all);
    }

    /** Gives a logger a level; without {@code lasting} until the node stops. */
    public ReadResult<Outcome> set(Actor actor, String logger, LogLevel level, @Nullable Duration lasting) {
        return reads.forAdministrator(actor, () -> levels.set(logger, level, lasting, actor.principal()));
    }

    /** Gives a logger back what the settings say. */
    public ReadResult<Outcome> reset(Actor actor, String logger) {
        return reads.forAdministrator(actor, () -> levels.reset(logger, actor.principal()));
    }
}
