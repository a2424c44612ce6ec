package io.cfguardian.http.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** An event with values for each request. */
final class RequestEvents implements RequestLog {

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    @Override
    public void write(RequestLine line) {
        LoggingEventBuilder event = LOG.atInfo()
                .addKeyValue("requestId", line.requestId())
                .addKeyValue("method", line.method())
                .addKeyValue("route", line.route())
                .addKeyValue("project", line.project())
                .addKeyValue("status", line.status())
                .addKeyValue("durationMillis", line.durationMillis())
                .addKeyValue("client", line.client())
                .addKeyValue("principal", line.principal());
        if (line.traceId() != null) {
            event = event.addKeyValue("traceId", line.traceId());
        }
        event.log(line.message());
    }
}
