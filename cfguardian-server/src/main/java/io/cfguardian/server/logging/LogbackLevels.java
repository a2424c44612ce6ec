package io.cfguardian.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.cfguardian.app.logging.LogLevel;
import io.cfguardian.app.logging.LogLevels;
import io.cfguardian.app.logging.LogLevels.Outcome.Changed;
import io.cfguardian.app.logging.LogLevels.Outcome.Refused;
import io.cfguardian.app.logging.LoggerLevel;
import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.server.settings.Settings.Log;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Changes levels while the node runs. Only loggers that are there already, or have one below them, can be changed: there are no more of
 * them than classes. A worker takes back what was meant to last for a while. Thread-safe.
 */
public final class LogbackLevels implements LogLevels, Worker.Task {

    /** What it says itself is always heard: see {@link Logging#levels}. */
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(LogbackLevels.class);

    private static final Pause LOOK_AGAIN = Pause.untilWoken(Duration.ofSeconds(1));
    private static final Pause NOTHING_TO_END = Pause.untilWoken(Duration.ofHours(1));

    private final LoggerContext context;
    private final SortedMap<String, Level> settings;
    private final LongSupplier nanos;
    private final Worker worker;
    private final Map<String, Given> changed = new TreeMap<>();

    private LogbackLevels(LoggerContext context, SortedMap<String, Level> settings, LongSupplier nanos) {
        this.context = context;
        this.settings = settings;
        this.nanos = nanos;
        this.worker =
                new Worker("log-levels", this, LOOK_AGAIN, failure -> LOG.warn("a level could not be reset", failure));
    }

    /** A level that is not the settings' one. */
    private record Given(Level level, @Nullable Long untilNanos) {}

    /** Those of this process, which logs as {@code log} says. */
    public static LogbackLevels of(Log log) {
        return of(log, System::nanoTime);
    }

    /** @param nanos time, as {@link System#nanoTime} */
    static LogbackLevels of(Log log, LongSupplier nanos) {
        return new LogbackLevels((LoggerContext) LoggerFactory.getILoggerFactory(), Logging.levels(log), nanos);
    }

    /** Who takes changes back when their time is over; started and closed by the caller. */
    public Worker worker() {
        return worker;
    }

    @Override
    public synchronized List<LoggerLevel> all() {
        SortedMap<String, Level> all = new TreeMap<>(settings);
        changed.forEach((name, given) -> all.put(name, given.level));
        return all.keySet().stream().map(this::shown).toList();
    }

    private LoggerLevel shown(String name) {
        Given given = changed.get(name);
        return new LoggerLevel(
                name,
                shown(context.getLogger(name).getEffectiveLevel()),
                given == null ? null : new LoggerLevel.Change(left(given)));
    }

    private @Nullable Duration left(Given given) {
        return given.untilNanos == null ? null : Duration.ofNanos(Math.max(0, given.untilNanos - nanos.getAsLong()));
    }

    private static @Nullable LogLevel shown(Level level) {
        return level == Level.OFF ? null : LogLevel.valueOf(level.toString());
    }

    @Override
    public synchronized Outcome set(String logger, LogLevel level, @Nullable Duration lasting, Principal by) {
        Refused refused = refused(logger);
        if (refused != null) {
            return refused;
        }
        if (level.compareTo(LogLevel.INFO) > 0 && !Logging.isOwn(logger)) {
            return Refused.TOO_DETAILED;
        }
        LOG.warn(
                "{} logs at {} from now on, {}; changed by {}",
                logger,
                level,
                lasting == null ? "until this node stops" : "for " + lasting.toSeconds() + " s",
                by.name());
        Level now = Level.toLevel(level.name());
        changed.put(logger, new Given(now, lasting == null ? null : nanos.getAsLong() + lasting.toNanos()));
        context.getLogger(logger).setLevel(now);
        worker.wake();
        return new Changed(shown(logger));
    }

    @Override
    public synchronized Outcome reset(String logger, Principal by) {
        Refused refused = refused(logger);
        if (refused != null) {
            return refused;
        }
        LOG.warn("{} logs as the settings say from now on; changed by {}", logger, by.name());
        reset(logger);
        return new Changed(shown(logger));
    }

    private void reset(String logger) {
        changed.remove(logger);
        context.getLogger(logger).setLevel(settings.get(logger));
    }

    private @Nullable Refused refused(String logger) {
        if (Logging.isFixed(logger)) {
            return Refused.FIXED;
        }
        @Nullable Logger known = context.exists(logger);
        return known == null ? Refused.NO_SUCH_LOGGER : null;
    }

    @Override
    public synchronized Pause step() {
        long now = nanos.getAsLong();
        List<String> over = changed.entrySet().stream()
                .filter(entry -> entry.getValue().untilNanos != null && entry.getValue().untilNanos - now <= 0)
                .map(Map.Entry::getKey)
                .toList();
        over.forEach(logger -> {
            reset(logger);
            LOG.warn("{} logs as the settings say again", logger);
        });
        return changed.values().stream().allMatch(given -> given.untilNanos == null) ? NOTHING_TO_END : LOOK_AGAIN;
    }
}
