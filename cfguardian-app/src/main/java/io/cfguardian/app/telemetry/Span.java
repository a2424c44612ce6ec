package io.cfguardian.app.telemetry;

import java.util.Optional;

/**
 * One piece of work in a trace. Nothing is recorded, and nothing costs anything, unless the trace was chosen to be. May be used by
 * many threads, one after the other; no method blocks or throws. Names and keys are constants, values never what people have
 * named. Whoever began it closes it; nothing said later is recorded.
 */
public interface Span extends AutoCloseable {

    /** Records nothing, in no trace. */
    Span NONE = new Span() {
        @Override
        public Optional<TraceContext> context() {
            return Optional.empty();
        }

        @Override
        public boolean isRecorded() {
            return false;
        }

        @Override
        public Span child(String name, Kind kind) {
            return this;
        }

        @Override
        public void took(String name, long beganNanos, long endedNanos) {}

        @Override
        public void rename(String name) {}

        @Override
        public Span put(String key, String value) {
            return this;
        }

        @Override
        public Span put(String key, long value) {
            return this;
        }

        @Override
        public void failed(String type) {}

        @Override
        public void close() {}
    };

    /** On which side of a connection the work is done. */
    enum Kind {
        INTERNAL,
        SERVER,
        CLIENT
    }

    /** Its place in its trace; empty when it has none. */
    Optional<TraceContext> context();

    /** Whether anybody will see it. */
    boolean isRecorded();

    /** Begins a part of this work. */
    Span child(String name, Kind kind);

    /**
     * Records a part of this work that is over.
     *
     * @param beganNanos by {@link System#nanoTime}
     * @param endedNanos by {@link System#nanoTime}
     */
    void took(String name, long beganNanos, long endedNanos);

    /** Gives it another name. */
    void rename(String name);

    /** Says something about the work; of two values the last counts. */
    Span put(String key, String value);

    /** Says something about the work; of two values the last counts. */
    Span put(String key, long value);

    /**
     * The work came to nothing.
     *
     * @param type why, of a closed set
     */
    void failed(String type);

    /** Ends it now. */
    @Override
    void close();
}
