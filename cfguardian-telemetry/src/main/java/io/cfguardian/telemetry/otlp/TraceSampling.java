package io.cfguardian.telemetry.otlp;

/**
 * Which traces are recorded.
 *
 * @param mode whether clients may choose
 * @param ratio of those that nobody has chosen for, 0 to 1
 */
public record TraceSampling(Mode mode, double ratio) {

    /** Who chooses for a request that is part of a client's trace. */
    public enum Mode {
        /** This node, as for any other request. */
        RATIO,
        /** The client. */
        PARENT
    }

    public TraceSampling {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("a ratio of traces is 0 to 1, got " + ratio);
        }
    }
}
