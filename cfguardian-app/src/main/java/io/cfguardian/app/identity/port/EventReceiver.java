package io.cfguardian.app.identity.port;

import io.cfguardian.domain.identity.SecurityEvent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whoever gathers security events outside: one receiver, which the operator has named. Used by one thread at a time, which a
 * call may block for some seconds.
 */
public interface EventReceiver {

    /** How many events it takes at once, 1 or more. */
    int eventsMax();

    /**
     * Hands events over, once. An event may be handed over again, later and among others; the receiver knows it by its id.
     *
     * @param events at least one and at most {@link #eventsMax}, in their order
     * @throws InterruptedException when the thread was interrupted; the receiver may have taken them
     */
    Reception deliver(List<SecurityEvent> events) throws InterruptedException;

    /** What the receiver did. */
    sealed interface Reception {}

    /** All of them are in its hands. */
    enum Taken implements Reception {
        TAKEN
    }

    /**
     * Nothing is known to be taken; the same may be taken soon.
     *
     * @param reason for people; shows no secret and no address
     * @param retryAfter what the receiver asked to wait at least, null when it did not
     */
    record Unavailable(String reason, @Nullable Duration retryAfter) implements Reception {}

    /**
     * It does not take them, and will not before somebody changes something there or in the settings.
     *
     * @param reason for people; shows no secret and no address
     */
    record Refused(String reason) implements Reception {}

    /** They are too much for it at once. */
    enum TooLarge implements Reception {
        TOO_LARGE
    }
}
