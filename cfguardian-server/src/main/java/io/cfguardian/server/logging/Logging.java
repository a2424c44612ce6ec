package io.cfguardian.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.cfguardian.app.logging.LogLevel;
import io.cfguardian.http.server.RequestLog;
import io.cfguardian.server.settings.Settings.Log;
import io.cfguardian.server.settings.Settings.LogFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the log to standard output, a line for each event. Logback finds this class by itself before the first line, so
 * that nothing is logged in Logback's own way; {@link #apply} then follows the settings.
 */
public final class Logging extends ContextAwareBase implements Configurator {

    private static final Log UNTIL_SETTINGS_ARE_READ = new Log(LogFormat.TEXT, LogLevel.WARN);
    private static final String OWN = "io.cfguardian";

    private static final String CONSOLE = "console";

    /** Has a line for each request. */
    private static final String REQUESTS = RequestLog.LOGGER;

    /** Warns of every message that came late, which is usual in an election. */
    private static final String JRAFT = "com.alipay.sofa.jraft";

    /** Warns of every keyword that it does not know, which a schema may have as many of as its author likes. */
    private static final String JSON_SCHEMA = "com.networknt";

    /** Tells who changed what is logged, whatever is. */
    private static final String CHANGES = LogbackLevels.class.getName();

    private static final String TEXT =
            "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\", UTC} %-5level %logger{0} - %msg %kvp{NONE}%n%ex{12}";

    /**
     * While another node is down these repeat themselves several times a second, the first two with a stack trace each. The
     * cluster's state says that it is down. The last three tell of every request that is not HTTP, which anybody can send as
     * often as they like; the access log has a line for each.
     */
    private static final List<String> REPEATING = List.of(
            "com.alipay.sofa.common.log",
            "com.alipay.remoting",
            "com.alipay.sofa.jraft.core.Replicator",
            "com.alipay.sofa.jraft.core.ReplicatorGroupImpl",
            "org.eclipse.jetty.server.Response",
            "org.eclipse.jetty.http.HttpParser",
            "org.eclipse.jetty.util.HostPort");

    /** On an error these write down the message that they were about, and with it what is replicated: never let to speak. */
    private static final List<String> REVEALING = List.of(
            "com.alipay.sofa.jraft.rpc.impl.AbstractClientService", "com.alipay.sofa.jraft.rpc.RpcRequestProcessor");

    /** What Logback calls. */
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        configure(context, UNTIL_SETTINGS_ARE_READ);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Logs as {@code log} says from now on. Called once, before there are other threads. */
    public static void apply(Log log) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        configure(context, log);
    }

    /** Where the lines of requests go, as the settings that were applied have it. */
    public static RequestLog requests() {
        return console()
                .filter(console -> console.getEncoder() instanceof JsonLines)
                .<RequestLog>map(RequestLines::new)
                .orElse(RequestLog.EVENTS);
    }

    private static Optional<StandardOutput> console() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        return context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(CONSOLE) instanceof StandardOutput console
                ? Optional.of(console)
                : Optional.empty();
    }

    /** Writes what waits to be written, as the last thing that a process does. */
    public static void flush() {
        console().ifPresent(StandardOutput::flush);
    }

    private static void configure(LoggerContext context, Log log) {
        StandardOutput console = new StandardOutput(REQUESTS);
        console.setName(CONSOLE);
        console.setContext(context);
        console.setEncoder(encoder(context, log.format()));
        console.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(console);
        levels(log).forEach((name, level) -> context.getLogger(name).setLevel(level));
    }

    /** The loggers that have a level of their own, the one of all others among them. */
    static SortedMap<String, Level> levels(Log log) {
        SortedMap<String, Level> levels = new TreeMap<>();
        levels.put(Logger.ROOT_LOGGER_NAME, ofLibraries(log.level()));
        levels.put(OWN, Level.toLevel(log.level().name()));
        levels.put(CHANGES, Level.WARN);
        if (log.level().compareTo(LogLevel.DEBUG) < 0) {
            levels.put(JRAFT, Level.ERROR);
            levels.put(JSON_SCHEMA, Level.ERROR);
            REPEATING.forEach(name -> levels.put(name, Level.OFF));
        }
        REVEALING.forEach(name -> levels.put(name, Level.OFF));
        return levels;
    }

    /** Whether a logger is this program's. */
    static boolean isOwn(String logger) {
        return logger.equals(OWN) || logger.startsWith(OWN + ".");
    }

    /** Whether nobody may change the level of a logger. */
    static boolean isFixed(String logger) {
        return logger.equals(CHANGES) || REVEALING.contains(logger);
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogFormat format) {
        return switch (format) {
            case TEXT -> {
                PatternLayoutEncoder text = new PatternLayoutEncoder();
                text.setContext(context);
                text.setPattern(TEXT);
                text.start();
                yield text;
            }
            case JSON -> {
                JsonLines json = new JsonLines();
                json.setContext(context);
                json.start();
                yield json;
            }
        };
    }

    /** Libraries narrate their every step at info, which hides the few lines that an operator needs. */
    private static Level ofLibraries(LogLevel own) {
        return switch (own) {
            case ERROR -> Level.ERROR;
            case WARN, INFO -> Level.WARN;
            case DEBUG, TRACE -> Level.INFO;
        };
    }
}
