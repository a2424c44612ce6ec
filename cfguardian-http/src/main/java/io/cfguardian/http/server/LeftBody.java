package io.cfguardian.http.server;

import java.time.Duration;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes in what is left of a body once its request is answered over HTTP/2. A stream that ends before its body does is reset
 * with CANCEL, and a client that is still sending then reports the reset in place of the answer: a refusal would be heard or not
 * by chance. Bounded in bytes and time; what is longer is reset (RFC 9113, 8.1). Over HTTP/1.1 Jetty does the same by itself.
 */
final class LeftBody extends Handler.Wrapper {

    private static final int BYTES_MAX = 1 << 20;

    private final Duration timeout;

    LeftBody(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean stream = request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2;
        return super.handle(request, response, stream ? new Draining(request, callback, timeout) : callback);
    }

    /** Completes the request when its body has ended or is not worth waiting for. Called by one thread at a time. */
    private static final class Draining extends Callback.Nested {

        private final Request request;
        private final Duration timeout;
        private long beginNanos;
        private long taken;

        Draining(Request request, Callback callback, Duration timeout) {
            super(callback);
            this.request = request;
            this.timeout = timeout;
        }

        @Override
        public void succeeded() {
            beginNanos = System.nanoTime();
            drain();
        }

        private void drain() {
            while (taken <= BYTES_MAX && System.nanoTime() - beginNanos < timeout.toNanos()) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this::drain);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    break;
                }
                taken += chunk.remaining();
                chunk.release();
                if (chunk.isLast()) {
                    break;
                }
            }
            super.succeeded();
        }
    }
}
