package io.cfguardian.app.telemetry;

/**
 * A pool of connections.
 *
 * @param active in use
 * @param idle open and not in use
 * @param waiting threads that wait for one
 * @param max open at most
 */
public record PoolNumbers(int active, int idle, int waiting, int max) {}
