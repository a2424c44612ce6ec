package io.cfguardian.telemetry.otlp;

import io.cfguardian.telemetry.otlp.TraceSampling.Mode;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Chooses which traces are recorded: once, where a trace comes to this cluster; what belongs to it follows. The ids of a client are no
 * part of the choice, or it could have whatever it likes recorded by choosing them.
 */
final class Choice implements Sampler {

    /** There when the parent is a span of another node. */
    static final ContextKey<String> MEMBER = ContextKey.named("cfguardian.member");

    private final TraceSampling sampling;

    Choice(TraceSampling sampling) {
        this.sampling = sampling;
    }

    @Override
    public SamplingResult shouldSample(
            Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        SpanContext known = Span.fromContext(parent).getSpanContext();
        boolean chosen =
                known.isValid() && (!known.isRemote() || parent.get(MEMBER) != null || sampling.mode() == Mode.PARENT);
        boolean recorded =
                chosen ? known.isSampled() : ThreadLocalRandom.current().nextDouble() < sampling.ratio();
        return recorded ? SamplingResult.recordAndSample() : SamplingResult.drop();
    }

    @Override
    public String getDescription() {
        return sampling.toString();
    }
}
