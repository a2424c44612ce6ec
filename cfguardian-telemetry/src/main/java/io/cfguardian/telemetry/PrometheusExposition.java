package io.cfguardian.telemetry;

import io.cfguardian.app.telemetry.Exposition;
import io.cfguardian.app.telemetry.RequestMeter;
import io.cfguardian.app.write.WriteMeter;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.telemetry.otlp.ExportNotices;
import io.cfguardian.telemetry.otlp.OtlpMetrics;
import io.cfguardian.telemetry.otlp.OtlpNode;
import io.cfguardian.telemetry.otlp.OtlpSettings;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.client.hotspot.DefaultExports;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Enumeration;

/**
 * The numbers of one node: what is counted as it happens, what its parts say when somebody reads, and those of the process and its
 * JVM. Used by many threads.
 */
public final class PrometheusExposition implements Exposition {

    private final CollectorRegistry registry = new CollectorRegistry();
    private final RequestFamilies requests = new RequestFamilies(registry);
    private final WriteFamilies writes = new WriteFamilies(registry);

    /** @param version of the program */
    public PrometheusExposition(String version) {
        DefaultExports.register(registry);
        Gauge.build("cfguardian_build_info", "The release that runs; always 1.")
                .labelNames("version")
                .register(registry)
                .labels(version)
                .set(1);
    }

    /** Counts requests. */
    public RequestMeter requests() {
        return requests;
    }

    /** Counts writes. */
    public WriteMeter writes() {
        return writes;
    }

    /** From now on asks {@code node} too. Called once, when all of it is there. */
    public void read(NodeSources node) {
        registry.register(new NodeReading(node));
    }

    /**
     * Sends the numbers at an interval too, until what is returned is closed.
     *
     * @param flush how long closing may take to send them once more
     */
    public OtlpMetrics push(OtlpSettings to, OtlpNode node, Duration interval, ExportNotices notices, Duration flush) {
        return new OtlpMetrics(to, node, interval, this::families, notices, flush);
    }

    @Override
    public Exposed expose(Format format) {
        String mediaType = switch (format) {
            case PROMETHEUS_TEXT -> TextFormat.CONTENT_TYPE_004;
            case OPEN_METRICS -> TextFormat.CONTENT_TYPE_OPENMETRICS_100;
        };
        StringWriter text = new StringWriter();
        try {
            TextFormat.writeFormat(mediaType, text, families());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Exposed(mediaType, Bytes.utf8(text.toString()));
    }

    /** All families, without the times at which series began: they would be a third of the answer. */
    Enumeration<MetricFamilySamples> families() {
        return registry.filteredMetricFamilySamples(sample -> !sample.endsWith("_created"));
    }
}
