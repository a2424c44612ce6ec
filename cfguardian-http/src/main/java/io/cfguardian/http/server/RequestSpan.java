package io.cfguardian.http.server;

import io.cfguardian.app.telemetry.Span;
import java.util.Locale;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Says of a request what OpenTelemetry's conventions for spans of HTTP servers ask for, but for the path, the query and the client:
 * these hold what people have named, and people.
 */
final class RequestSpan {

    private static final String ANOTHER_METHOD = "_OTHER";

    private RequestSpan() {}

    /** Ends the span of a request that was answered, or broke off. */
    static void end(Request request, Exchange exchange, int status, @Nullable Throwable failure) {
        Span span = exchange.span();
        if (!span.isRecorded()) {
            return;
        }
        String method = RequestLine.method(request);
        boolean known = !method.equals("-");
        boolean routed = !exchange.route().equals("-");
        span.rename((known ? method : "HTTP") + (routed ? " " + exchange.route() : ""));
        span.put("http.request.method", known ? method : ANOTHER_METHOD)
                .put("http.response.status_code", status)
                .put("url.scheme", exchange.sender().scheme().name().toLowerCase(Locale.ROOT))
                .put("cfguardian.request_id", exchange.requestId());
        if (routed) {
            span.put("http.route", exchange.route());
        }
        if (status >= 500) {
            span.failed(Integer.toString(status));
        } else if (failure != null) {
            span.failed("broke_off");
        }
        span.close();
    }
}
