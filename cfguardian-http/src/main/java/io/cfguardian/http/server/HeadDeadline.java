package io.cfguardian.http.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose client takes too long to send a request's head. The idle time-out does not: every byte that
 * drips in begins it anew. A connection that waits for its next request, and one with a request in progress, are left
 * alone. Looks at all connections once in a while, on the connector's scheduler.
 */
final class HeadDeadline extends AbstractLifeCycle implements Connection.Listener {

    private static final int LOOKS_PER_TIMEOUT = 4;

    private final Scheduler scheduler;
    private final long timeoutNanos;
    private final Map<Connection, Progress> open = new ConcurrentHashMap<>();

    HeadDeadline(Scheduler scheduler, Duration timeout) {
        this.scheduler = scheduler;
        this.timeoutNanos = timeout.toNanos();
    }

    /** How far a connection was when a head last came to its end or had not begun. */
    private record Progress(long heads, long bytes, long nanos) {}

    @Override
    public void onOpened(Connection connection) {
        open.put(connection, new Progress(0, 0, System.nanoTime()));
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    @Override
    protected void doStart() {
        lookLater();
    }

    private void lookLater() {
        scheduler.schedule(this::look, timeoutNanos / LOOKS_PER_TIMEOUT, TimeUnit.NANOSECONDS);
    }

    private void look() {
        if (!isRunning()) {
            return;
        }
        long now = System.nanoTime();
        open.forEach((connection, progress) -> {
            boolean inProgress = connection.getMessagesIn() > connection.getMessagesOut();
            boolean headBegun = connection.getBytesIn() > progress.bytes();
            if (inProgress || !headBegun || connection.getMessagesIn() > progress.heads()) {
                open.replace(
                        connection, progress, new Progress(connection.getMessagesIn(), connection.getBytesIn(), now));
            } else if (now - progress.nanos() > timeoutNanos) {
                connection.getEndPoint().close();
            }
        });
        lookLater();
    }
}
