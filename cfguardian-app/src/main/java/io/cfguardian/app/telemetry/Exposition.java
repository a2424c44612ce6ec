package io.cfguardian.app.telemetry;

import io.cfguardian.domain.bytes.Bytes;

/** All numbers of a node in a form that monitoring systems read. Used by many threads; waits for no lock of the Raft node. */
@FunctionalInterface
public interface Exposition {

    /** The numbers as they are now. */
    Exposed expose(Format format);

    /** How they are written. */
    enum Format {
        /** The text format of Prometheus, version 0.0.4. */
        PROMETHEUS_TEXT,
        /** OpenMetrics, version 1.0.0. */
        OPEN_METRICS
    }

    /**
     * Numbers that were written.
     *
     * @param mediaType with its parameters
     */
    record Exposed(String mediaType, Bytes text) {}
}
