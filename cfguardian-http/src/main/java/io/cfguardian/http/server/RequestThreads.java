package io.cfguardian.http.server;

import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Gives every request a thread of its own that may wait, but for {@link Probes}: these stay with the thread that reads from the
 * connections, so that a node with a queue of requests for each processor still tells at once how it is. What they meet on their
 * way must never wait.
 */
final class RequestThreads extends Handler.Wrapper {

    private final Executor executor;

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
        if (Probes.take(request)) {
            return super.handle(request, response, callback);
        }
        executor.execute(() -> run(request, response, callback));
        return true;
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
