package io.cfguardian.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where lines go. The lines of requests that ended wait up to 50 ms for others, so that many of them are written at once; any other
 * line is written at once, with what waits before it.
 */
final class StandardOutput extends ConsoleAppender<ILoggingEvent> {

    private static final long DELAY_MILLIS = 50;

    private final String patient;
    private final AtomicBoolean waits = new AtomicBoolean();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("log-flush").daemon().factory());

    /** Lines of the logger {@code patient} may wait. */
    StandardOutput(String patient) {
        this.patient = patient;
        setImmediateFlush(false);
    }

    @Override
    protected void append(ILoggingEvent event) {
        super.append(event);
        if (!event.getLoggerName().equals(patient)) {
            System.out.flush();
        } else if (waits.compareAndSet(false, true)) {
            var unused = later.schedule(this::flush, DELAY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void flush() {
        waits.set(false);
        System.out.flush();
    }

    @Override
    public void stop() {
        later.shutdownNow();
        super.stop();
        System.out.flush();
    }
}
