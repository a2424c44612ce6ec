package io.cfguardian.http.server;

import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line for each request: who, what kind, of which project, how it ended, how long it took. Never another key, a value, a query
 * or a token.
 */
final class AccessLog {

    private static final Logger LOG = LoggerFactory.getLogger("io.cfguardian.http.access");

    private AccessLog() {}

    static void write(Request request, Exchange exchange, int status, @Nullable Throwable failure) {
        var actor = exchange.actor();
        var project = exchange.project();
        LoggingEventBuilder line = LOG.atInfo()
                .addKeyValue("requestId", exchange.requestId())
                .addKeyValue("method", method(request))
                .addKeyValue("route", exchange.route())
                .addKeyValue("project", project == null ? "-" : project.value())
                .addKeyValue("status", status)
                .addKeyValue("durationMillis", exchange.nanos() / 1_000_000)
                .addKeyValue("client", exchange.sender().address())
                .addKeyValue(
                        "principal", actor == null ? "-" : actor.principal().name());
        String traceId = exchange.traceId();
        if (traceId != null) {
            line = line.addKeyValue("traceId", traceId);
        }
        line.log(failure == null ? "request" : "request broke off");
    }

    /** A method of the client's invention would let it write into the log, and make up labels of metrics. */
    static String method(Request request) {
        return Gate.METHODS.contains(request.getMethod()) ? request.getMethod() : "-";
    }
}
