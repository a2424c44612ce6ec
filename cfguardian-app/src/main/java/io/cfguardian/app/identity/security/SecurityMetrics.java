package io.cfguardian.app.identity.security;

import io.cfguardian.app.identity.delivery.DeliveryProgress;
import io.cfguardian.app.identity.delivery.DeliveryStatus;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much there is of what guards look at.
 *
 * @param windows the events by kind, of the shortest time first
 * @param openSessions sessions that have not ended
 * @param users users, those that were deleted too
 * @param administrators users who may sign in and do everything
 * @param tokens service tokens that have not ended
 * @param lockedAccounts accounts that nobody can try to sign in to now
 * @param webhook how events are handed to a receiver outside, null when there is none
 * @param completeness whether everything was counted
 */
public record SecurityMetrics(
        List<Window> windows,
        long openSessions,
        long users,
        long administrators,
        long tokens,
        long lockedAccounts,
        @Nullable Webhook webhook,
        Completeness completeness) {

    public SecurityMetrics {
        windows = List.copyOf(windows);
    }

    /** Whether everything was counted. */
    public enum Completeness {
        COMPLETE,
        /** There was more than is read for one answer; the numbers are the least there are. */
        CUT
    }

    /**
     * The delivery of events.
     *
     * @param status of the node that was asked
     * @param progress of the cluster
     */
    public record Webhook(DeliveryStatus status, DeliveryProgress progress) {}

    /**
     * The events of a time until now.
     *
     * @param hours how long
     * @param counts without the kinds of which there were none
     */
    public record Window(int hours, SortedMap<Kind, Long> counts) {
        public Window {
            counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        }
    }
}
