package io.cfguardian.app.telemetry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place of a span in its trace, as it goes from one process to another (W3C Trace Context, level 1, {@code traceparent}).
 *
 * @param traceId 32 lower-case hexadecimal digits, not all 0
 * @param spanId 16 of them, not all 0
 * @param sampling what whoever sent it did
 */
public record TraceContext(String traceId, String spanId, Sampling sampling) {

    private static final Pattern TRACEPARENT =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final Pattern ZEROS = Pattern.compile("0+");
    private static final String CURRENT_VERSION = "00";
    private static final String NO_VERSION = "ff";

    /** Whether the spans of a trace are recorded. */
    public enum Sampling {
        SAMPLED,
        NOT_SAMPLED
    }

    public TraceContext {
        if (traceId.length() != 32 || spanId.length() != 16) {
            throw new IllegalArgumentException("no trace context: " + traceId + ", " + spanId);
        }
    }

    /** What a header or message says; empty when it says nothing that can be read. Of later versions the known part is read. */
    public static Optional<TraceContext> parse(@Nullable String traceparent) {
        if (traceparent == null) {
            return Optional.empty();
        }
        Matcher parts = TRACEPARENT.matcher(traceparent);
        if (!parts.matches()
                || parts.group(1).equals(NO_VERSION)
                || (parts.group(1).equals(CURRENT_VERSION) && parts.group(5) != null)
                || ZEROS.matcher(parts.group(2)).matches()
                || ZEROS.matcher(parts.group(3)).matches()) {
            return Optional.empty();
        }
        boolean sampled = (Integer.parseInt(parts.group(4), 16) & 1) == 1;
        return Optional.of(
                new TraceContext(parts.group(2), parts.group(3), sampled ? Sampling.SAMPLED : Sampling.NOT_SAMPLED));
    }

    /** Whether its spans are recorded. */
    public boolean isSampled() {
        return sampling == Sampling.SAMPLED;
    }

    /** The text that {@link #parse} reads, 55 characters. */
    public String traceparent() {
        return CURRENT_VERSION + "-" + traceId + "-" + spanId + (isSampled() ? "-01" : "-00");
    }
}
