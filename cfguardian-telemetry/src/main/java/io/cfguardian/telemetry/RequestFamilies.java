package io.cfguardian.telemetry;

import io.cfguardian.app.telemetry.RequestMeter;
import io.cfguardian.app.telemetry.Span;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;

/**
 * Counts requests. Methods are those of routes and routes are path templates, so there are no more children than operations.
 * Used by many threads; takes no lock.
 */
final class RequestFamilies implements RequestMeter {

    private static final double[] SECONDS = {.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10};

    private final Gauge.Child inFlight;
    private final Counter requests;
    private final Histogram durations;
    private final Counter refused;

    RequestFamilies(CollectorRegistry registry) {
        this.inFlight = Gauge.build(
                        "cfguardian_http_requests_in_flight",
                        "Requests that are being answered, open streams and long polls among them.")
                .register(registry)
                .labels();
        this.requests = Counter.build(
                        "cfguardian_http_requests_total",
                        "Requests that were answered, \"-\" where no operation took one.")
                .labelNames("method", "route", "status")
                .register(registry);
        this.durations = Histogram.build(
                        "cfguardian_http_request_duration_seconds",
                        "From a request's head to the end of its answer; of a stream, as long as it was open.")
                .labelNames("method", "route")
                .buckets(SECONDS)
                .register(registry);
        this.refused = Counter.build(
                        "cfguardian_http_refused_total",
                        "What came and was no request, because its head was not valid HTTP or over a limit. Not among the requests.")
                .labelNames("status")
                .register(registry);
    }

    @Override
    public void began() {
        inFlight.inc();
    }

    @Override
    public void ended(String method, String route, int status, long nanos, Span span) {
        inFlight.dec();
        requests.labels(method, route, Integer.toString(status)).inc();
        Exemplars.observe(durations.labels(method, route), nanos / Collector.NANOSECONDS_PER_SECOND, span);
    }

    @Override
    public void refused(int status) {
        refused.labels(Integer.toString(status)).inc();
    }
}
