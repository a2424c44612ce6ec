package io.cfguardian.telemetry;

import io.cfguardian.app.telemetry.TraceNumbers;
import java.util.Map;

/** The families of tracing; none where nothing is traced. */
final class TraceFamilies {

    private TraceFamilies() {}

    static void write(TraceNumbers numbers, Sheet sheet) {
        sheet.counter(
                "cfguardian_trace_spans_exported_total", "Spans that the receiver of traces took.", numbers.exported());
        sheet.counters(
                "cfguardian_trace_spans_lost_total",
                "Spans that were lost: too many waited (overflowed), or the receiver did not take them (undelivered).",
                "reason",
                Map.of("overflowed", numbers.overflowed(), "undelivered", numbers.undelivered()));
    }
}
