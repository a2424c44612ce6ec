package io.cfguardian.app.identity.delivery;

/**
 * What one node has done for the delivery since its start.
 *
 * @param taken messages that the receiver took
 * @param failed attempts that it did not
 */
public record DeliveryCounts(long taken, long failed) {}
