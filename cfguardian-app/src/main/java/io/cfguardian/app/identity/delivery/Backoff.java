package io.cfguardian.app.identity.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next attempt. Exponential with full jitter: any time up to a bound that doubles, so that a
 * receiver that comes back is not met by everybody at once. Confined to the thread of its random generator.
 */
final class Backoff {

    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofMinutes(5);

    /** A receiver may ask for more than we would wait, but not for so much that it is forgotten. */
    static final Duration ASKED_MAX = Duration.ofMinutes(15);

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * After the receiver was not there.
     *
     * @param failures in a row, 1 or more
     * @param asked what it asked to wait at least, null for nothing
     */
    Duration afterAbsence(int failures, @Nullable Duration asked) {
        Duration drawn = within(Duration.ZERO, bound(failures));
        if (asked == null || asked.compareTo(drawn) <= 0) {
            return drawn;
        }
        return asked.compareTo(ASKED_MAX) < 0 ? asked : ASKED_MAX;
    }

    /** After it said no: somebody has to do something first, so there is no hurry. */
    Duration afterRefusal() {
        return within(LONGEST.dividedBy(2), LONGEST);
    }

    private static Duration bound(int failures) {
        Duration bound = FIRST;
        for (int i = 1; i < failures && bound.compareTo(LONGEST) < 0; i++) {
            bound = bound.multipliedBy(2);
        }
        return bound.compareTo(LONGEST) < 0 ? bound : LONGEST;
    }

    private Duration within(Duration least, Duration most) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
    }
}
