package io.cfguardian.domain.identity;

import java.time.Instant;

/**
 * How far the security events were handed to the receiver that the operator has named. There is one receiver at most.
 *
 * @param next the sequence number of the first event that it has not taken as far as is known
 * @param lost how many events were removed before it took them
 * @param advanced the log time at which this was recorded
 */
public record EventDelivery(long next, long lost, Instant advanced) implements Entity {

    public EventDelivery {
        if (next < 0 || lost < 0) {
            throw new IllegalArgumentException("a place and a count are 0 or more, got " + next + " and " + lost);
        }
    }

    @Override
    public EntityKey<EventDelivery> key() {
        return EntityKey.eventDelivery();
    }

    /**
     * This after the receiver took the events from {@code from} up to {@code newNext}. What lies before {@code from} and it has
     * not taken is gone.
     */
    public EventDelivery advance(long from, long newNext, Instant now) {
        return new EventDelivery(newNext, lost + Math.max(0, from - next), now);
    }
}
