package io.cfguardian.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where lines go. The lines of requests that ended wait up to 50 ms for others, or until there are 64 KiB of them, so that many are
 * written at once; any other line is written at once, with what waits before it. The JVM's own stream keeps no line back: it is in
 * front of it that they wait.
 */
final class StandardOutput extends OutputStreamAppender<ILoggingEvent> {

    private static final long DELAY_MILLIS = 50;
    private static final int BYTES = 64 << 10;

    private final String patient;
    private final OutputStream lines = new BufferedOutputStream(ConsoleTarget.SystemOut.getStream(), BYTES);
    private final AtomicBoolean waits = new AtomicBoolean();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("log-flush").daemon().factory());

    /** Lines of the logger {@code patient} may wait. */
    StandardOutput(String patient) {
        this.patient = patient;
        setImmediateFlush(false);
    }

    @Override
    public void start() {
        setOutputStream(lines);
        super.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        super.append(event);
        if (event.getLoggerName().equals(patient)) {
            flushSoon();
        } else {
            flush();
        }
    }

    /** Takes a line that may wait, and is no event. */
    void request(JsonLine line) {
        if (!isStarted()) {
            return;
        }
        streamWriteLock.lock();
        try {
            line.writeTo(lines);
        } catch (IOException e) {
            // As Logback does when an event cannot be written.
            started = false;
            addError("standard output cannot be written", e);
        } finally {
            streamWriteLock.unlock();
        }
        flushSoon();
    }

    private void flushSoon() {
        if (!waits.get() && waits.compareAndSet(false, true)) {
            var unused = later.schedule(this::flush, DELAY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Writes what waits. */
    void flush() {
        waits.set(false);
        try {
            lines.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("standard output", e);
        }
    }

    @Override
    public void stop() {
        later.shutdownNow();
        super.stop();
    }
}
