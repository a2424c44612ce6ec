package io.cfguardian.http.server;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Gives every request a thread of its own that may wait, but for {@link Probes}: these stay with the thread that reads from the
 * connections, so that a node with a queue of requests for each processor still tells at once how it is. What they meet on their
 * way must never wait. Only so many at once: nobody can keep that thread from its other connections by asking without end.
 */
final class RequestThreads extends Handler.Wrapper {

    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int PROBES_PER_WINDOW = 50;

    private final Executor executor;
    private final AtomicLong window = new AtomicLong();
    private final AtomicInteger probes = new AtomicInteger();

    /** @param executor runs one request */
    RequestThreads(Executor executor) {
        this.executor = executor;
    }

    /** Says to Jetty that it need not take another thread before it calls this. */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        // The time that it waits for a processor counts.
        Exchange.of(request);
        if (Probes.take(request) && hasRoom()) {
            return super.handle(request, response, callback);
        }
        executor.execute(() -> run(request, response, callback));
        return true;
    }

    /** Whether this probe is among the first of its window. Not exact where several threads ask at its beginning. */
    private boolean hasRoom() {
        long now = System.nanoTime() / WINDOW_NANOS;
        if (window.getAndSet(now) != now) {
            probes.set(0);
        }
        return probes.incrementAndGet() <= PROBES_PER_WINDOW;
    }

    private void run(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (Throwable failure) {
            Response.writeError(request, response, callback, failure);
        }
    }
}
