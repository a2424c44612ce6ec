package io.cfguardian.telemetry.otlp;

/** Is told whether the receiver takes what is sent, when that changes. Called by any thread; returns at once and throws nothing. */
public interface ExportNotices {

    /**
     * The receiver does not take it; what is sent is lost until it does.
     *
     * @param signal traces or metrics
     */
    void failing(String signal, String reason);

    /**
     * It does again.
     *
     * @param signal traces or metrics
     */
    void recovered(String signal);
}
