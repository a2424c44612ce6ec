package io.cfguardian.telemetry.otlp;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.Enumeration;
import java.util.function.Supplier;

/** Sends the numbers of a node at an interval, on a thread of its own. What does not arrive comes with the next: they are totals. */
public final class OtlpMetrics implements AutoCloseable {

    private final SdkMeterProvider provider;
    private final Duration flush;

    /**
     * Begins to send.
     *
     * @param families what is read each time
     * @param flush how long {@link #close} may take to send them once more
     */
    public OtlpMetrics(
            OtlpSettings settings,
            OtlpNode node,
            Duration interval,
            Supplier<Enumeration<MetricFamilySamples>> families,
            ExportNotices notices,
            Duration flush) {
        FamilyConversion conversion =
                new FamilyConversion(ManagementFactory.getRuntimeMXBean().getStartTime());
        this.flush = flush;
        this.provider = SdkMeterProvider.builder()
                .setResource(Sending.resource(node))
                .registerMetricProducer(resource -> conversion.converted(resource, families.get()))
                .registerMetricReader(PeriodicMetricReader.builder(
                                new Counting(Sending.metrics(settings), new Deliveries("metrics", notices)))
                        .setInterval(interval)
                        .build())
                .build();
    }

    /** Sends them once more, as far as there is time. */
    @Override
    public void close() {
        // The SDK's shutdown returns only when the last message was taken or its time is over.
        Thread last = Thread.ofPlatform().daemon().name("otlp-metrics-shutdown").start(provider::shutdown);
        try {
            last.join(flush);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private record Counting(MetricExporter exporter, Deliveries deliveries) implements MetricExporter {

        @Override
        public AggregationTemporality getAggregationTemporality(InstrumentType type) {
            return exporter.getAggregationTemporality(type);
        }

        @Override
        public CompletableResultCode export(Collection<MetricData> metrics) {
            return deliveries.counted(exporter.export(metrics), metrics.size());
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }
}
