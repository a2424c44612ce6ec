package io.cfguardian.raft.consensus.transport;

import io.netty.handler.ssl.NotSslRecordException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of connections that were refused, in one line every ten seconds at most: whoever reaches the port can cause as many as they
 * like. Thread-safe.
 */
final class Refusal {

    private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);

    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int REASON_CHARS_MAX = 200;

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong told = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    /** @param what was refused, of our own words */
    void tell(String what, Object address, Throwable cause) {
        long total = count.incrementAndGet();
        long last = told.get();
        long now = System.nanoTime();
        if (now - last >= QUIET_NANOS && told.compareAndSet(last, now)) {
            LOG.warn("{} {} ({}); {} in all since the start", what, address, reason(cause), total);
        }
    }

    /** How many there were. */
    long count() {
        return count.get();
    }

    /** The innermost cause in words, of which a stranger may have written a part. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof NotSslRecordException) {
            // its own words quote what was sent
            return "it does not speak TLS";
        }
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String printable = text.replaceAll("[^\\x20-\\x7e]+", " ");
        return printable.substring(0, Math.min(printable.length(), REASON_CHARS_MAX));
    }
}
