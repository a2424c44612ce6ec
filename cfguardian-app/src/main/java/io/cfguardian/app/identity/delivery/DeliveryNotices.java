package io.cfguardian.app.identity.delivery;

import java.time.Duration;

/** Is told what operators should know of the delivery. Called by the delivering thread alone; returns at once. */
public interface DeliveryNotices {

    /**
     * An attempt failed.
     *
     * @param failures how many in a row
     * @param reason shows no secret and no address
     * @param wait until the next one
     */
    void failed(int failures, String reason, Duration wait);

    /** An attempt succeeded after {@code failures} that did not. */
    void recovered(int failures);

    /** So many events were removed from the state before the receiver took them. */
    void lost(long events);
}
