package io.cfguardian.app.telemetry;

/**
 * The span of the request that the calling thread works on. It stays with that thread; whoever goes on elsewhere takes the span
 * along. Used by many threads.
 */
public final class CurrentSpan {

    private static final ScopedValue<Span> CURRENT = ScopedValue.newInstance();

    private CurrentSpan() {}

    /** {@link Span#NONE} outside of a recorded request. */
    public static Span get() {
        return CURRENT.orElse(Span.NONE);
    }

    /** Does {@code work} as a part of {@code span}. */
    public static void run(Span span, Runnable work) {
        if (span.isRecorded()) {
            ScopedValue.where(CURRENT, span).run(work);
        } else {
            work.run();
        }
    }
}
