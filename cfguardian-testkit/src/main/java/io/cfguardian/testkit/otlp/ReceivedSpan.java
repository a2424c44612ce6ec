package io.cfguardian.testkit.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A span as it was sent.
 *
 * @param node who sent it, {@code service.instance.id}
 * @param parentId "" for none
 * @param kind SERVER, CLIENT or INTERNAL
 * @param startNanos since the epoch
 * @param endNanos since the epoch
 * @param attributes numbers in decimal
 */
public record ReceivedSpan(
        String node,
        String traceId,
        String spanId,
        String parentId,
        String name,
        String kind,
        long startNanos,
        long endNanos,
        boolean failed,
        Map<String, String> attributes) {

    static ReceivedSpan of(String node, Span span) {
        HexFormat hex = HexFormat.of();
        return new ReceivedSpan(
                node,
                hex.formatHex(span.getTraceId().toByteArray()),
                hex.formatHex(span.getSpanId().toByteArray()),
                hex.formatHex(span.getParentSpanId().toByteArray()),
                span.getName(),
                span.getKind().name().replace("SPAN_KIND_", ""),
                span.getStartTimeUnixNano(),
                span.getEndTimeUnixNano(),
                span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR,
                attributes(span.getAttributesList()));
    }

    static Map<String, String> attributes(List<KeyValue> given) {
        Map<String, String> attributes = new TreeMap<>();
        given.forEach(one -> attributes.put(one.getKey(), text(one.getValue())));
        return attributes;
    }

    private static String text(AnyValue value) {
        return value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
    }
}
