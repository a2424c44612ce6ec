package io.cfguardian.telemetry.otlp;

import io.cfguardian.app.telemetry.Span;
import io.cfguardian.app.telemetry.TraceContext;
import io.cfguardian.app.telemetry.TraceNumbers;
import io.cfguardian.app.telemetry.Tracer;
import io.cfguardian.telemetry.otlp.TraceSampling.Mode;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Records spans and sends them, some seconds later and many together. Which traces are recorded is chosen once, where they come to this
 * cluster, and before anything is made of them: most are not, and cost nothing. Used by many threads.
 */
public final class OtlpTracer implements Tracer, AutoCloseable {

    private final BoundedSpans spans;
    private final SdkTracerProvider provider;
    private final io.opentelemetry.api.trace.Tracer tracer;
    private final TraceSampling sampling;
    private final Duration flush;

    /**
     * Begins to send.
     *
     * @param notices hears whether the receiver takes them
     * @param flush how long {@link #close} may take to send what still waits
     */
    public OtlpTracer(
            OtlpSettings settings, OtlpNode node, TraceSampling sampling, ExportNotices notices, Duration flush) {
        this.sampling = sampling;
        this.flush = flush;
        this.spans = new BoundedSpans(Sending.spans(settings), new Deliveries("traces", notices));
        this.provider = SdkTracerProvider.builder()
                .setResource(Sending.resource(node))
                .setSampler(Sampler.alwaysOn())
                .addSpanProcessor(spans)
                .build();
        this.tracer = provider.get(Sending.SCOPE);
    }

    /** What became of what was recorded. */
    public TraceNumbers numbers() {
        return spans.numbers();
    }

    @Override
    public Span request(@Nullable TraceContext client) {
        return isChosen(client) ? begin("HTTP", SpanKind.SERVER, below(client)) : Span.NONE;
    }

    private boolean isChosen(@Nullable TraceContext client) {
        if (client != null && sampling.mode() == Mode.PARENT) {
            return client.isSampled();
        }
        return isDrawn();
    }

    @Override
    public Span received(String name, TraceContext member) {
        return member.isSampled() ? begin(name, SpanKind.SERVER, below(member)) : Span.NONE;
    }

    @Override
    public Span own(String name) {
        return isDrawn() ? begin(name, SpanKind.INTERNAL, Context.root()) : Span.NONE;
    }

    /** Not by the trace's id, or a client could have whatever it likes recorded by choosing it. */
    private boolean isDrawn() {
        return ThreadLocalRandom.current().nextDouble() < sampling.ratio();
    }

    private static Context below(@Nullable TraceContext parent) {
        return parent == null ? Context.root() : Context.root().with(remote(parent));
    }

    private Span begin(String name, SpanKind kind, Context parent) {
        return new OtlpSpan(
                tracer,
                tracer.spanBuilder(name).setParent(parent).setSpanKind(kind).startSpan());
    }

    private static io.opentelemetry.api.trace.Span remote(TraceContext place) {
        return io.opentelemetry.api.trace.Span.wrap(SpanContext.createFromRemoteParent(
                place.traceId(),
                place.spanId(),
                place.isSampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault()));
    }

    /** Sends what waits, as far as there is time; what is left is lost. */
    @Override
    public void close() {
        provider.shutdown().join(flush.toMillis(), TimeUnit.MILLISECONDS);
    }
}
