package io.cfguardian.app.watch;

import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.domain.access.Access;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.access.Rights;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.event.Event.ConfigPut;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.revision.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What somebody watches, and by which right. It has no place in the journal: whoever follows it says from where, so a slow
 * one costs nothing but its own delay. The right to read is asked again at every look. Equal for all who watch the same by
 * the same right, so that one look serves them all. Used by many threads.
 */
public record Subscription(Replica replica, Actor actor, Demand demand, WatchFilter filter) {

    /** How many commits one look reads at most. */
    private static final int CHUNK = 64;

    /** What a look brought. */
    public sealed interface Seen {}

    /**
     * Everything for this watch up to {@code upTo}.
     *
     * @param upTo the place to look from the next time
     * @param isAll whether this node had no commit after it
     */
    public record Changes(List<Change> changes, Revision upTo, boolean isAll) implements Seen {
        public Changes {
            changes = List.copyOf(changes);
        }
    }

    /** The right to read is gone; the watch is over. */
    public enum Over implements Seen {
        OVER
    }

    /** A commit with something for this watch: only the events it accepts, at least one. */
    public record Change(Commit commit, List<Event> events) {
        public Change {
            events = List.copyOf(events);
        }
    }

    /** Looks at the commits after {@code position}, at most {@value #CHUNK} of them; documents are left out. Never waits. */
    public Seen after(Revision position) {
        try (View view = replica.view()) {
            if (Rights.of(actor, demand, view) != Access.GRANTED) {
                return Over.OVER;
            }
            Revision upTo = position;
            List<Change> changes = new ArrayList<>();
            for (Commit commit : view.commits(position.next(), CHUNK)) {
                upTo = commit.revision();
                List<Event> events =
                        commit.events().stream().filter(filter::accepts).toList();
                if (!events.isEmpty()) {
                    changes.add(new Change(commit, events));
                }
            }
            return new Changes(changes, upTo, !view.head().revision().isAfter(upTo));
        }
    }

    /** The document that a put of this watch's project made. */
    public Optional<Document> document(ConfigPut put) {
        try (View view = replica.view()) {
            return view.document(put.subject(), put.version());
        }
    }
}
