package io.cfguardian.http.quota;

import io.cfguardian.http.quota.Sharing.Alone;

/**
 * How often senders may ask, and where it is counted.
 *
 * @param rates of every quota
 * @param sharing by this node or by all together
 */
public record RateSettings(Rates rates, Sharing sharing) {

    /** What a node allows, by itself, unless it is set otherwise. */
    public static final RateSettings STANDARD = alone(Rates.STANDARD);

    /** Rates that this node counts by itself. */
    public static RateSettings alone(Rates rates) {
        return new RateSettings(rates, Alone.ALONE);
    }
}
