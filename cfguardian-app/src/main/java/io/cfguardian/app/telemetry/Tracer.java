package io.cfguardian.app.telemetry;

import org.jspecify.annotations.Nullable;

/** Begins spans where there is none to be a part of, and chooses which traces are recorded. Used by many threads; returns at once. */
public interface Tracer {

    /** Records nothing. */
    Tracer NONE = new Tracer() {
        @Override
        public Span request(@Nullable TraceContext client) {
            return Span.NONE;
        }

        @Override
        public Span received(String name, TraceContext member) {
            return Span.NONE;
        }

        @Override
        public Span own(String name) {
            return Span.NONE;
        }
    };

    /**
     * A client's request.
     *
     * @param client what it says about a trace, null for nothing; whether it is believed is a setting
     */
    Span request(@Nullable TraceContext client);

    /**
     * A message of another node, which has chosen already.
     *
     * @param member what that says about the trace
     */
    Span received(String name, TraceContext member);

    /** Something that this node does by itself. */
    Span own(String name);
}
