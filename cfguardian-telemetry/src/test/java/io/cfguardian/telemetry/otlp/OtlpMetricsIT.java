package io.cfguardian.telemetry.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.otlp.OtlpReceiver;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.Summary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The numbers of a registry as a receiver decodes them. */
class OtlpMetricsIT {

    private static final OtlpNode NODE = new OtlpNode("node-1", "test", "1.2.3");
    private static final ExportNotices SILENT = new ExportNotices() {
        @Override
        public void failing(String signal, String reason) {}

        @Override
        public void recovered(String signal) {}
    };

    private final CollectorRegistry registry = new CollectorRegistry();

    private OtlpMetrics push(OtlpReceiver receiver, Duration interval) {
        return new OtlpMetrics(
                new OtlpSettings(URI.create(receiver.url()), OtlpHeaders.NONE, null, Duration.ofSeconds(10)),
                NODE,
                interval,
                () -> registry.filteredMetricFamilySamples(sample -> !sample.endsWith("_created")),
                SILENT,
                Duration.ofSeconds(20));
    }

    private static Metric named(OtlpReceiver receiver, String name) {
        return receiver.metrics("node-1").stream()
                .filter(metric -> metric.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + name));
    }

    @Test
    void everyKindOfFamilyArrivesWithItsNumbers() {
        Counter.build("writes_total", "Writes.")
                .labelNames("outcome")
                .register(registry)
                .labels("committed")
                .inc(7);
        Gauge.build("term", "The term.").register(registry).set(3);
        Histogram histogram =
                Histogram.build("took_seconds", "It took.").buckets(.1, 1).register(registry);
        histogram.observe(.0625);
        histogram.observe(.5);
        histogram.observe(.75);
        histogram.observe(5);
        Summary.build("applied_seconds", "Applied.").register(registry).observe(2.5);
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            push(receiver, Duration.ofHours(1)).close();

            Metric counter = named(receiver, "writes");
            assertThat(counter.getDescription()).isEqualTo("Writes.");
            assertThat(counter.getSum().getIsMonotonic()).isTrue();
            assertThat(counter.getSum().getAggregationTemporality())
                    .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
            NumberDataPoint writes = counter.getSum().getDataPoints(0);
            assertThat(writes.getAsDouble()).isEqualTo(7);
            assertThat(writes.getAttributes(0).getKey()).isEqualTo("outcome");
            assertThat(writes.getAttributes(0).getValue().getStringValue()).isEqualTo("committed");
            assertThat(writes.getStartTimeUnixNano()).isPositive().isLessThanOrEqualTo(writes.getTimeUnixNano());

            assertThat(named(receiver, "term").getGauge().getDataPoints(0).getAsDouble())
                    .isEqualTo(3);

            HistogramDataPoint took =
                    named(receiver, "took_seconds").getHistogram().getDataPoints(0);
            assertThat(took.getExplicitBoundsList()).containsExactly(.1, 1.0);
            assertThat(took.getBucketCountsList()).containsExactly(1L, 2L, 1L);
            assertThat(took.getCount()).isEqualTo(4);
            assertThat(took.getSum()).isEqualTo(6.3125);

            SummaryDataPoint applied =
                    named(receiver, "applied_seconds").getSummary().getDataPoints(0);
            assertThat(applied.getCount()).isEqualTo(1);
            assertThat(applied.getSum()).isEqualTo(2.5);
        }
    }

    @Test
    void numbersComeAtTheIntervalAlsoAfterAReceiverWasAway() {
        Gauge gauge = Gauge.build("term", "The term.").register(registry);
        gauge.set(1);
        try (OtlpReceiver receiver = OtlpReceiver.start();
                OtlpMetrics pushed = push(receiver, Duration.ofMillis(100))) {
            assertThat(pushed).isNotNull();
            awaitTerm(receiver, 1);
            receiver.answer(503);
            gauge.set(2);
            int before = receiver.heads().size();
            await().until(() -> receiver.heads().size() > before);
            receiver.answer(200);
            awaitTerm(receiver, 2);
        }
    }

    @Test
    void aReceiverThatNeverAnswersHoldsUpNoStop() throws IOException {
        Gauge.build("term", "The term.").register(registry).set(1);
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI endpoint = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            OtlpMetrics pushed = new OtlpMetrics(
                    new OtlpSettings(endpoint, OtlpHeaders.NONE, null, Duration.ofMinutes(1)),
                    NODE,
                    Duration.ofHours(1),
                    () -> registry.filteredMetricFamilySamples(sample -> true),
                    SILENT,
                    Duration.ofMillis(10));
            long before = System.nanoTime();
            pushed.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .as("of the minute that a message may take")
                    .isLessThan(Duration.ofSeconds(30));
        }
    }

    private static void awaitTerm(OtlpReceiver receiver, double term) {
        await().untilAsserted(() -> assertThat(
                        named(receiver, "term").getGauge().getDataPoints(0).getAsDouble())
                .isEqualTo(term));
    }
}
