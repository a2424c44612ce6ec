package io.cfguardian.telemetry.otlp;

import io.cfguardian.app.telemetry.TraceNumbers;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Spans that wait to be sent, at most {@value #WAITING_MAX}; those beyond are lost and counted, which the SDK's own queue does not say. Used
 * by many threads; one of the SDK's sends.
 */
final class BoundedSpans implements SpanProcessor {

    static final int WAITING_MAX = 8_192;

    private static final int SENT_TOGETHER_MAX = 512;
    private static final Duration SENT_EVERY = Duration.ofSeconds(1);

    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder overflowed = new LongAdder();
    private final Deliveries deliveries;
    private final BatchSpanProcessor batches;

    BoundedSpans(SpanExporter exporter, Deliveries deliveries) {
        this.deliveries = deliveries;
        this.batches = BatchSpanProcessor.builder(new Counting(exporter))
                .setMaxQueueSize(WAITING_MAX)
                .setMaxExportBatchSize(SENT_TOGETHER_MAX)
                .setScheduleDelay(SENT_EVERY)
                .build();
    }

    TraceNumbers numbers() {
        return new TraceNumbers(deliveries.taken(), overflowed.sum(), deliveries.lost());
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (waiting.incrementAndGet() > WAITING_MAX) {
            waiting.decrementAndGet();
            overflowed.increment();
        } else {
            batches.onEnd(span);
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public CompletableResultCode forceFlush() {
        return batches.forceFlush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return batches.shutdown();
    }

    private final class Counting implements SpanExporter {

        private final SpanExporter exporter;

        Counting(SpanExporter exporter) {
            this.exporter = exporter;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> batch) {
            waiting.addAndGet(-batch.size());
            return deliveries.counted(exporter.export(batch), batch.size());
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
