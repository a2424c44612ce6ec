package io.cfguardian.app.telemetry;

/**
 * What became of recorded spans since the start.
 *
 * @param exported that the receiver took
 * @param overflowed that were lost because too many waited
 * @param undelivered that were lost because the receiver did not take them
 */
public record TraceNumbers(long exported, long overflowed, long undelivered) {}
