package io.cfguardian.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.cfguardian.server.settings.Secret;
import io.cfguardian.server.settings.Settings;
import io.sentry.Hint;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.SentryOptions;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each error that is logged to a Sentry-compatible server. Only what the program's authors wrote goes out, never what was
 * put into it: the text of the line without its values, the classes and places of exceptions without their messages, and the ids of the request
 * and its trace. A library's text may have values in it from the start, so of a library only the exception and its name go.
 *
 * <p>Sending has a thread and a queue of its own: who logs never waits, and what does not fit is dropped. One for a process.
 */
public final class ErrorReports implements AutoCloseable {

    private static final int QUEUE_MAX = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** How long the end of the process waits for what is queued, and once more for what is being sent. */
    private static final Duration FLUSH = Duration.ofSeconds(1);

    /** What a request has in its log lines. */
    private static final List<String> TAGS = List.of("requestId", "traceId");

    private final @Nullable Reporter reporter;

    private ErrorReports(@Nullable Reporter reporter) {
        this.reporter = reporter;
    }

    /** From now on reports, if the settings say where to. */
    public static ErrorReports start(Settings settings) {
        Secret dsn = settings.sentryDsn();
        if (dsn == null) {
            return new ErrorReports(null);
        }
        Sentry.init(options(dsn, settings.cluster().name(), settings.node().id()));
        Reporter reporter = new Reporter();
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        reporter.setContext(context);
        reporter.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(reporter);
        return new ErrorReports(reporter);
    }

    private static SentryOptions options(Secret dsn, String cluster, String node) {
        SentryOptions options = new SentryOptions();
        options.setDsn(dsn.reveal());
        options.setEnvironment(cluster);
        options.setServerName(node);
        options.setAttachServerName(false);
        options.setSendDefaultPii(false);
        options.setMaxBreadcrumbs(0);
        options.setSendModules(false);
        options.setSendClientReports(false);
        options.setEnableAutoSessionTracking(false);
        options.setEnableUncaughtExceptionHandler(false);
        options.setEnableShutdownHook(false);
        options.setMaxQueueSize(QUEUE_MAX);
        options.setConnectionTimeoutMillis(Math.toIntExact(TIMEOUT.toMillis()));
        options.setReadTimeoutMillis(Math.toIntExact(TIMEOUT.toMillis()));
        options.setShutdownTimeoutMillis(FLUSH.toMillis());
        options.setFlushTimeoutMillis(FLUSH.toMillis());
        options.setBeforeSend(ErrorReports::withoutMessages);
        return options;
    }

    private static SentryEvent withoutMessages(SentryEvent event, Hint hint) {
        List<SentryException> exceptions = event.getExceptions();
        if (exceptions != null) {
            exceptions.forEach(exception -> exception.setValue(null));
        }
        event.setUser(null);
        event.setRequest(null);
        return event;
    }

    /** Waits shortly for what is not sent yet. */
    @Override
    public void close() {
        if (reporter != null) {
            reporter.stop();
            Sentry.close();
        }
    }

    private static final class Reporter extends UnsynchronizedAppenderBase<ILoggingEvent> {

        @Override
        protected void append(ILoggingEvent line) {
            if (line.getLevel().isGreaterOrEqual(Level.ERROR)) {
                Sentry.captureEvent(event(line));
            }
        }

        private static SentryEvent event(ILoggingEvent line) {
            SentryEvent event = new SentryEvent(Date.from(line.getInstant()));
            Message message = new Message();
            message.setMessage(
                    Logging.isOwn(line.getLoggerName()) ? line.getMessage() : "an error of " + line.getLoggerName());
            event.setMessage(message);
            event.setLogger(line.getLoggerName());
            event.setLevel(SentryLevel.ERROR);
            if (line.getThrowableProxy() instanceof ThrowableProxy proxy) {
                event.setThrowable(proxy.getThrowable());
            }
            TAGS.forEach(name -> {
                String value = line.getMDCPropertyMap().get(name);
                if (value != null) {
                    event.setTag(name, value);
                }
            });
            return event;
        }
    }
}
