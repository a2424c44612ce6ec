package io.cfguardian.app.identity.delivery;

import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EventDelivery;
import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.state.SequenceWindow;
import io.cfguardian.domain.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far delivery is, as the cluster remembers it: at most about a second behind what the receiver has taken.
 *
 * @param pending events that are kept and not taken
 * @param lag the age of the oldest of them, zero when there is none
 * @param lost events that were removed before they were taken
 * @param lastTaken when some were taken last, null for never
 */
public record DeliveryProgress(
        long pending, Duration lag, long lost, @Nullable Instant lastTaken) {

    /** As {@code state} has it. */
    public static DeliveryProgress of(State state, Instant now) {
        SequenceWindow window = state.head().securityEvents();
        Optional<EventDelivery> known = state.find(EntityKey.eventDelivery());
        long taken = known.map(EventDelivery::next).orElse(window.first());
        long next = Math.max(taken, window.first());
        Duration lag = state.find(EntityKey.ofSecurityEvent(next))
                .map(SecurityEvent::time)
                .filter(time -> time.isBefore(now))
                .map(time -> Duration.between(time, now))
                .orElse(Duration.ZERO);
        return new DeliveryProgress(
                window.next() - next,
                lag,
                known.map(EventDelivery::lost).orElse(0L) + next - taken,
                known.map(EventDelivery::advanced).orElse(null));
    }
}
