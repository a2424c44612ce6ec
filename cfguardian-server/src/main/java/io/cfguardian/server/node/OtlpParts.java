package io.cfguardian.server.node;

import io.cfguardian.app.telemetry.TraceNumbers;
import io.cfguardian.app.telemetry.Tracer;
import io.cfguardian.server.settings.Settings;
import io.cfguardian.telemetry.PrometheusExposition;
import io.cfguardian.telemetry.otlp.ExportNotices;
import io.cfguardian.telemetry.otlp.OtlpNode;
import io.cfguardian.telemetry.otlp.OtlpSettings;
import io.cfguardian.telemetry.otlp.OtlpTracer;
import io.cfguardian.telemetry.otlp.TraceSampling;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the node sends of itself by OTLP; nothing where nothing is set. Used by many threads. */
final class OtlpParts {

    private static final Logger LOG = LoggerFactory.getLogger(OtlpParts.class);

    /** A stop spends this share of its time on the last traces, and as much on the last numbers. */
    private static final int FLUSH_SHARE = 16;

    private final Settings.Telemetry settings;
    private final OtlpNode node;
    private final Duration flush;
    private final @Nullable OtlpTracer tracer;

    /** @param teardown is given what sends traces, first of all, so that it is closed last */
    OtlpParts(Settings settings, Teardown teardown) {
        this.settings = settings.telemetry();
        this.node = new OtlpNode(settings.node().id(), settings.cluster().name(), MetricsParts.version());
        this.flush = settings.node().stopTimeout().dividedBy(FLUSH_SHARE);
        OtlpSettings otlp = this.settings.otlp();
        TraceSampling sampling = this.settings.tracing();
        this.tracer = otlp == null || sampling == null
                ? null
                : teardown.add(
                        "tracing",
                        new OtlpTracer(
                                otlp, node, sampling, new Log(otlp.endpoint().toString()), flush));
    }

    /** Begins traces. */
    Tracer tracer() {
        return tracer == null ? Tracer.NONE : tracer;
    }

    /** What became of the spans of traces; empty when nothing is traced. */
    Optional<TraceNumbers> numbers() {
        return Optional.ofNullable(tracer).map(OtlpTracer::numbers);
    }

    /** Sends the numbers from now on, if they are to be. */
    void push(PrometheusExposition exposition, Teardown teardown) {
        OtlpSettings otlp = settings.otlp();
        Duration interval = settings.metricsInterval();
        if (otlp != null && interval != null) {
            teardown.add(
                    "sending metrics",
                    exposition.push(
                            otlp, node, interval, new Log(otlp.endpoint().toString()), flush));
        }
    }

    private record Log(String endpoint) implements ExportNotices {

        @Override
        public void failing(String signal, String reason) {
            LOG.warn("{} does not take the {}: {}; what is sent is lost until it does", endpoint, signal, reason);
        }

        @Override
        public void recovered(String signal) {
            LOG.info("{} takes the {} again", endpoint, signal);
        }
    }
}
