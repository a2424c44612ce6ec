package io.cfguardian.faults.history;

import java.util.List;

/**
 * What one watcher was sent, over all its streams.
 *
 * @param name of the watcher
 * @param after the revision after which it began
 * @param events in the order of their arrival
 */
public record Watched(String name, long after, List<Event> events) {

    public Watched {
        events = List.copyOf(events);
    }

    /** One commit as the watcher saw it. */
    public record Event(long revision, List<Applied> changes) {

        public Event {
            changes = List.copyOf(changes);
        }
    }
}
