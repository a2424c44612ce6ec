package io.cfguardian.http.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http2.CloseState;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose client takes too long to send a request's head. The idle time-out does not: every byte that
 * drips in begins it anew. The handshake of TLS has as long as a head. A connection that waits for its next request, and one with a request in progress, are left
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
        open.forEach((connection, progress) -> look(connection, progress, now));
        lookLater();
    }

    private void look(Connection connection, Progress progress, long now) {
        boolean late = now - progress.nanos() > timeoutNanos;
        if (connection instanceof SslConnection tls) {
            // Its requests are those of the connection inside it.
            if (late && isShakingHands(tls)) {
                tls.getEndPoint().close();
            }
            return;
        }
        boolean inProgress = connection.getMessagesIn() > connection.getMessagesOut();
        boolean headBegun = connection.getBytesIn() > progress.bytes();
        if (inProgress || !headBegun || connection.getMessagesIn() > progress.heads()) {
            open.replace(connection, progress, new Progress(connection.getMessagesIn(), connection.getBytesIn(), now));
        } else if (late) {
            end(connection);
        }
    }

    private static boolean isShakingHands(SslConnection tls) {
        return "NONE".equals(tls.getSSLEngine().getSession().getProtocol());
    }

    /** A client of HTTP/2 is told first, so that it sends again elsewhere what may be on its way. */
    private static void end(Connection connection) {
        if (connection instanceof HTTP2Connection http2
                && http2.getSession().getCloseState() == CloseState.NOT_CLOSED) {
            http2.getSession().close(ErrorCode.NO_ERROR.code, "head_deadline", Callback.NOOP);
        } else {
            connection.getEndPoint().close();
        }
    }
}
