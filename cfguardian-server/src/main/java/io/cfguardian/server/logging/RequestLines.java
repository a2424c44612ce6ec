package io.cfguardian.server.logging;

import io.cfguardian.http.server.RequestLine;
import io.cfguardian.http.server.RequestLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line of JSON for each request, as {@link JsonLines} would write it, without an event of Logback in between: those cost as much as the
 * line. For many threads.
 */
final class RequestLines implements RequestLog {

    private static final byte[] LEVEL = JsonLine.prepared("level");
    private static final byte[] LOGGER_NAME = JsonLine.prepared("logger_name");
    private static final byte[] THREAD_NAME = JsonLine.prepared("thread_name");
    private static final byte[] MESSAGE = JsonLine.prepared("message");
    private static final byte[] REQUEST_ID = JsonLine.prepared("requestId");
    private static final byte[] METHOD = JsonLine.prepared("method");
    private static final byte[] ROUTE = JsonLine.prepared("route");
    private static final byte[] PROJECT = JsonLine.prepared("project");
    private static final byte[] STATUS = JsonLine.prepared("status");
    private static final byte[] DURATION_MILLIS = JsonLine.prepared("durationMillis");
    private static final byte[] CLIENT = JsonLine.prepared("client");
    private static final byte[] PRINCIPAL = JsonLine.prepared("principal");
    private static final byte[] TRACE_ID = JsonLine.prepared("traceId");

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    private final StandardOutput out;
    private final LineTime time = new LineTime();

    RequestLines(StandardOutput out) {
        this.out = out;
    }

    @Override
    public void write(RequestLine request) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        JsonLine line = new JsonLine();
        line.member("@timestamp", time.text(System.currentTimeMillis()));
        line.member(LEVEL, "INFO");
        line.member(LOGGER_NAME, LOGGER);
        line.member(THREAD_NAME, Thread.currentThread().getName());
        line.member(MESSAGE, request.message());
        line.member(REQUEST_ID, request.requestId());
        line.member(METHOD, request.method());
        line.member(ROUTE, request.route());
        line.member(PROJECT, request.project());
        line.member(STATUS, request.status());
        line.member(DURATION_MILLIS, request.durationMillis());
        line.member(CLIENT, request.client());
        line.member(PRINCIPAL, request.principal());
        if (request.traceId() != null) {
            line.member(TRACE_ID, request.traceId());
        }
        out.request(line);
    }
}
