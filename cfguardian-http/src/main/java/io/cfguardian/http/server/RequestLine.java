package io.cfguardian.http.server;

import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of a request that ended: who, what kind, of which project, how it ended, how long it took. Never another key, a
 * value, a query or a token.
 *
 * @param message whether it ended in order
 * @param method "-" for one that nobody knows
 * @param route the template; "-" for none
 * @param project "-" for none
 * @param client an address
 * @param principal "-" for nobody
 * @param traceId null for none
 */
public record RequestLine(
        String message,
        String requestId,
        String method,
        String route,
        String project,
        int status,
        long durationMillis,
        String client,
        String principal,
        @Nullable String traceId) {

    static RequestLine of(Request request, Exchange exchange, int status, @Nullable Throwable failure) {
        var actor = exchange.actor();
        var project = exchange.project();
        return new RequestLine(
                failure == null ? "request" : "request broke off",
                exchange.requestId(),
                method(request),
                exchange.route(),
                project == null ? "-" : project.value(),
                status,
                exchange.nanos() / 1_000_000,
                exchange.sender().address().toString(),
                actor == null ? "-" : actor.principal().name(),
                exchange.traceId());
    }

    /** A method of the client's invention would let it write into the log, and make up labels of metrics. */
    static String method(Request request) {
        return Gate.METHODS.contains(request.getMethod()) ? request.getMethod() : "-";
    }
}
