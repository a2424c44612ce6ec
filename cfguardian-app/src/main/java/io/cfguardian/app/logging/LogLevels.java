package io.cfguardian.app.logging;

import io.cfguardian.domain.key.Principal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The levels of the loggers of this node. Used by many threads; none of it waits. */
public interface LogLevels {

    /** What became of a change. */
    sealed interface Outcome {

        /** It holds from now on. */
        record Changed(LoggerLevel now) implements Outcome {}

        /** It was refused, and nothing changed. */
        enum Refused implements Outcome {
            /** This node has no logger of that name, nor one below it. */
            NO_SUCH_LOGGER,
            /** Libraries log at most at info: below that some write down what they send and receive. */
            TOO_DETAILED,
            /** The level of this one never changes. */
            FIXED
        }
    }

    /** All that have a level of their own, by name. */
    List<LoggerLevel> all();

    /**
     * Gives a logger a level.
     *
     * @param lasting for how long, null for until the node stops
     * @param by who wants it, which is logged
     */
    Outcome set(String logger, LogLevel level, @Nullable Duration lasting, Principal by);

    /**
     * Gives a logger back what the settings say.
     *
     * @param by who wants it, which is logged
     */
    Outcome reset(String logger, Principal by);
}
