package io.cfguardian.app.worker;

import java.time.Duration;

/**
 * The time between two steps of a {@link Worker}.
 *
 * @param atLeast nothing but the end of the worker makes it shorter; not negative
 * @param atMost waking the worker makes it shorter; not less than {@code atLeast}
 */
public record Pause(Duration atLeast, Duration atMost) {

    /** None: there is more to do. */
    public static final Pause NONE = of(Duration.ZERO);

    public Pause {
        if (atLeast.isNegative() || atMost.compareTo(atLeast) < 0) {
            throw new IllegalArgumentException("a pause of at least " + atLeast + " and at most " + atMost);
        }
    }

    /** Exactly so long. */
    public static Pause of(Duration time) {
        return new Pause(time, time);
    }

    /** Until the worker is woken, or so long. */
    public static Pause untilWoken(Duration atMost) {
        return new Pause(Duration.ZERO, atMost);
    }
}
