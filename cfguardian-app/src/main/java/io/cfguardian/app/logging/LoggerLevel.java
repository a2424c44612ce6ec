package io.cfguardian.app.logging;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A logger with a level of its own; loggers below it that have none have the same.
 *
 * @param logger its name, {@code ROOT} for all that have none
 * @param level null when it logs nothing
 * @param change what was changed since the node started, null for nothing
 */
public record LoggerLevel(
        String logger, @Nullable LogLevel level, @Nullable Change change) {

    /**
     * A change while the node runs.
     *
     * @param left how long it lasts yet, null for until the node stops
     */
    public record Change(@Nullable Duration left) {}
}
