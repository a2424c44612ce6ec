package io.cfguardian.http.server;

import io.cfguardian.app.telemetry.Exposition;
import io.cfguardian.app.telemetry.RequestMeter;
import io.cfguardian.app.telemetry.Tracer;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Who counts, traces and notes requests, and to whom the numbers of the node are shown.
 *
 * @param exposition what is shown; null for nothing
 * @param token what whoever asks has to show, null for nothing
 * @param listener the port of its own that they are shown on; null: the one that clients are served on
 */
public record Monitoring(
        RequestMeter meter,
        Tracer tracer,
        RequestLog log,
        @Nullable Exposition exposition,
        @Nullable String token,
        @Nullable Listener listener) {

    /** Nothing is counted, traced or shown. */
    public static final Monitoring NONE =
            new Monitoring(RequestMeter.NONE, Tracer.NONE, RequestLog.EVENTS, null, null, null);

    /** Where they are. */
    static final String PATH = "/metrics";

    /** A port; 0 takes a free one. */
    public record Listener(String host, int port) {}

    /** Whether there are metrics at {@link #PATH} for a request that came in there. */
    boolean isExposedOn(Request request) {
        return exposition != null && isOnOwnPort(request) == (listener != null);
    }

    /** Whether a request came in by the port that has the metrics alone. */
    static boolean isOnOwnPort(Request request) {
        return Connectors.METRICS.equals(
                request.getConnectionMetaData().getConnector().getName());
    }

    @Override
    public String toString() {
        return "metrics" + (exposition == null ? " nowhere" : "") + (token == null ? "" : " with a token");
    }
}
