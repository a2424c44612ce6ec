package io.cfguardian.app.identity.delivery;

/**
 * What one node does for the delivery.
 *
 * @param failures attempts in a row that failed, 0 while all is well
 * @param lastFailure why the last of them did, "" while all is well
 */
public record DeliveryStatus(State state, int failures, String lastFailure) {

    /** What it does. */
    public enum State {
        /** Another node delivers. */
        STANDBY,
        /** Everything was taken. */
        IDLE,
        /** Events are on their way. */
        DELIVERING,
        /** The receiver is not there, or cannot now; it is tried again soon. */
        RETRYING,
        /** The receiver says no; it is tried again every few minutes. */
        REFUSED
    }

    static DeliveryStatus of(State state) {
        return new DeliveryStatus(state, 0, "");
    }
}
