package io.cfguardian.telemetry;

import io.cfguardian.app.telemetry.Span;
import io.cfguardian.app.telemetry.TraceContext;
import io.prometheus.client.Histogram;

/** Observations that name a trace as an example of their bucket (OpenMetrics 1.0, exemplars), where there is one that is recorded. */
final class Exemplars {

    private Exemplars() {}

    static void observe(Histogram.Child histogram, double value, Span span) {
        TraceContext example = span.isRecorded() ? span.context().orElse(null) : null;
        if (example == null) {
            histogram.observe(value);
        } else {
            histogram.observeWithExemplar(value, "trace_id", example.traceId(), "span_id", example.spanId());
        }
    }
}
