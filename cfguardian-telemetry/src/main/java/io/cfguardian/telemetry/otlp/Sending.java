package io.cfguardian.telemetry.otlp;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporterBuilder;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.resources.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** How messages go to the receiver: gzip, the operator's headers, a few attempts. Without state. */
final class Sending {

    /** Who made the spans and numbers. */
    static final String SCOPE = "io.cfguardian";

    /** Held, for the JDK forgets loggers that nobody holds. It repeats what {@link ExportNotices} is told, past the node's log. */
    private static final Logger OF_LIBRARY = Logger.getLogger("io.opentelemetry");

    private static final String COMPRESSION = "gzip";
    private static final RetryPolicy ATTEMPTS = RetryPolicy.builder()
            .setMaxAttempts(3)
            .setInitialBackoff(Duration.ofMillis(500))
            .setMaxBackoff(Duration.ofSeconds(2))
            .build();

    static {
        OF_LIBRARY.setLevel(Level.OFF);
    }

    private Sending() {}

    static OtlpHttpSpanExporter spans(OtlpSettings settings) {
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.address("traces"))
                .setCompression(COMPRESSION)
                .setTimeout(settings.timeout())
                .setConnectTimeout(settings.timeout())
                .setRetryPolicy(ATTEMPTS)
                .setMeterProvider(MeterProvider.noop());
        settings.headers().byName().forEach(exporter::addHeader);
        String roots = settings.roots();
        if (roots != null) {
            exporter.setTrustedCertificates(roots.getBytes(StandardCharsets.US_ASCII));
        }
        return exporter.build();
    }

    static OtlpHttpMetricExporter metrics(OtlpSettings settings) {
        OtlpHttpMetricExporterBuilder exporter = OtlpHttpMetricExporter.builder()
                .setEndpoint(settings.address("metrics"))
                .setCompression(COMPRESSION)
                .setTimeout(settings.timeout())
                .setConnectTimeout(settings.timeout())
                .setRetryPolicy(ATTEMPTS)
                .setMeterProvider(MeterProvider.noop());
        settings.headers().byName().forEach(exporter::addHeader);
        String roots = settings.roots();
        if (roots != null) {
            exporter.setTrustedCertificates(roots.getBytes(StandardCharsets.US_ASCII));
        }
        return exporter.build();
    }

    /** Who sends (OpenTelemetry's conventions for resources). */
    static Resource resource(OtlpNode node) {
        return Resource.getDefault()
                .merge(Resource.create(Attributes.builder()
                        .put(AttributeKey.stringKey("service.name"), "cfguardian")
                        .put(AttributeKey.stringKey("service.namespace"), node.cluster())
                        .put(AttributeKey.stringKey("service.instance.id"), node.id())
                        .put(AttributeKey.stringKey("service.version"), node.version())
                        .build()));
    }
}
