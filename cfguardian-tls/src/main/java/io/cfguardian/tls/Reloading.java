package io.cfguardian.tls;

import io.cfguardian.domain.bytes.Bytes;
import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A key that is replaced when its files are. Files that make no sense, or that the user will not take, change nothing and are
 * logged once. Warns of an end that is near, once a day. One thread of its own looks at the files; the rest is thread-safe.
 *
 * @param <T> what the files hold
 */
public final class Reloading<T extends Expiring> implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);
    private static final Duration NEAR = Duration.ofDays(14);
    private static final Duration WARN_EVERY = Duration.ofDays(1);

    private final String name;
    private final FileSource<T> source;
    private final Taker<T> taker;
    private final ScheduledExecutorService looking;
    private final AtomicLong looks = new AtomicLong();
    private final AtomicLong reloads = new AtomicLong();
    private volatile Held<T> held;
    private @Nullable String complaint;
    private @Nullable Instant warned;

    /**
     * Reads the files and begins to watch them.
     *
     * @param name of the certificate, for the log
     * @param taker is given each new key, not the first
     * @throws UnusableKeyException when they make no sense now
     */
    public Reloading(String name, FileSource<T> source, Duration lookEvery, Taker<T> taker)
            throws UnusableKeyException {
        this.name = name;
        this.source = source;
        this.taker = taker;
        List<Bytes> contents = SettledFiles.contents(source.files());
        this.held = new Held<>(contents, source.parse(contents));
        warnOfEnd();
        this.looking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("tls-reload").factory());
        long millis = lookEvery.toMillis();
        var unused = looking.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Uses what the files hold. */
    public interface Taker<T> {

        /**
         * Takes a new key. On the thread that looks at the files.
         *
         * @throws UnusableKeyException when it will not; the old one stays
         */
        void take(T value) throws Exception;

        /** Called after every look, whatever it brought. On the same thread. */
        default void looked() {}
    }

    private record Held<T>(List<Bytes> contents, T value) {}

    /** What is in use. */
    public T current() {
        return held.value();
    }

    /** How many times the files were looked at. */
    public long looks() {
        return looks.get();
    }

    /** How many times new files were taken. */
    public long reloads() {
        return reloads.get();
    }

    private void look() {
        try {
            List<Bytes> contents = SettledFiles.contents(source.files());
            if (!contents.equals(held.contents())) {
                T value = source.parse(contents);
                taker.take(value);
                held = new Held<>(contents, value);
                reloads.incrementAndGet();
                warned = null;
                LOG.info("took a new {}, valid until {}", name, value.notAfter());
            }
            complaint = null;
            warnOfEnd();
            taker.looked();
        } catch (UnusableKeyException e) {
            complainOnce(e);
            taker.looked();
        } catch (Exception e) {
            // The edge of a scheduled task: it must run again.
            LOG.error("cannot look at the files of the {}; the one in use stays", name, e);
        } finally {
            looks.incrementAndGet();
        }
    }

    private void complainOnce(UnusableKeyException e) {
        if (!Objects.equals(complaint, e.getMessage())) {
            complaint = e.getMessage();
            LOG.warn(
                    "the new {} is not taken, the one in use stays, valid until {}: {}",
                    name,
                    current().notAfter(),
                    complaint);
        }
    }

    private void warnOfEnd() {
        Instant now = Instant.now();
        Instant end = current().notAfter();
        if (end.isBefore(now.plus(NEAR)) && (warned == null || warned.isBefore(now.minus(WARN_EVERY)))) {
            warned = now;
            LOG.warn(end.isBefore(now) ? "the {} has expired at {}" : "the {} expires at {}", name, end);
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
