package io.cfguardian.telemetry.otlp;

import io.cfguardian.app.telemetry.Span;
import io.cfguardian.app.telemetry.TraceContext;
import io.cfguardian.app.telemetry.TraceContext.Sampling;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A span of the OpenTelemetry SDK, of a trace that is recorded. */
final class OtlpSpan implements Span {

    private final Tracer tracer;
    private final io.opentelemetry.api.trace.Span span;

    /** From {@link System#nanoTime} to the time since the epoch; taken once, so that parts that touch still do. */
    private final long epochNanos;

    OtlpSpan(Tracer tracer, io.opentelemetry.api.trace.Span span) {
        this.tracer = tracer;
        this.span = span;
        this.epochNanos = epochNanos() - System.nanoTime();
    }

    private static long epochNanos() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    @Override
    public Optional<TraceContext> context() {
        SpanContext place = span.getSpanContext();
        return Optional.of(new TraceContext(place.getTraceId(), place.getSpanId(), Sampling.SAMPLED));
    }

    @Override
    public boolean isRecorded() {
        return true;
    }

    @Override
    public Span child(String name, Kind kind) {
        return new OtlpSpan(
                tracer,
                tracer.spanBuilder(name)
                        .setParent(Context.root().with(span))
                        .setSpanKind(
                                switch (kind) {
                                    case INTERNAL -> SpanKind.INTERNAL;
                                    case SERVER -> SpanKind.SERVER;
                                    case CLIENT -> SpanKind.CLIENT;
                                })
                        .startSpan());
    }

    @Override
    public void took(String name, long beganNanos, long endedNanos) {
        tracer.spanBuilder(name)
                .setParent(Context.root().with(span))
                .setStartTimestamp(epochNanos + beganNanos, TimeUnit.NANOSECONDS)
                .startSpan()
                .end(epochNanos + endedNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void rename(String name) {
        span.updateName(name);
    }

    @Override
    public Span put(String key, String value) {
        span.setAttribute(key, value);
        return this;
    }

    @Override
    public Span put(String key, long value) {
        span.setAttribute(key, value);
        return this;
    }

    @Override
    public void failed(String type) {
        span.setStatus(StatusCode.ERROR).setAttribute("error.type", type);
    }

    @Override
    public void close() {
        span.end();
    }
}
