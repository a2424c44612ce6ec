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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * One watch: a place in the journal that moves forward as its owner pulls. Nobody pushes to it, so a slow owner costs
 * nothing but its own delay. The right to read is asked again at every pull. Confined to one thread.
 */
public final class Subscription {

    /** How many commits one pull reads at most before it reports its place. */
    private static final int CHUNK = 256;

    private final Replica replica;
    private final Actor actor;
    private final Demand demand;
    private final WatchFilter filter;
    private Revision position;

    /** Commits after {@code position} that one read brought; at most {@value #CHUNK}, without documents. */
    private final Queue<Commit> ahead = new ArrayDeque<>();

    Subscription(Replica replica, Actor actor, Demand demand, WatchFilter filter, Revision position) {
        this.replica = replica;
        this.actor = actor;
        this.demand = demand;
        this.filter = filter;
        this.position = position;
    }

    /** What a pull brought. */
    public sealed interface Pulled {}

    /** The next commit with something for this watch: only the events it accepts. */
    public record Change(Commit commit, List<Event> events) implements Pulled {
        public Change {
            events = List.copyOf(events);
        }
    }

    /** Nothing for this watch up to {@code position}; {@code head} is the last revision this node has. */
    public record Nothing(Revision position, Revision head) implements Pulled {}

    /** The right to read is gone; the watch is over. */
    public enum Over implements Pulled {
        OVER
    }

    /** Everything for this watch up to this revision has been pulled. */
    public Revision position() {
        return position;
    }

    /** Pulls the next change; waits at most {@code timeout} for one when there is none yet. */
    public Pulled next(Duration timeout) throws InterruptedException {
        Pulled pulled = pull();
        if (pulled instanceof Nothing(Revision here, Revision head) && here.equals(head)) {
            replica.awaitAfter(head, timeout);
            return pull();
        }
        return pulled;
    }

    private Pulled pull() {
        try (View view = replica.view()) {
            if (Rights.of(actor, demand, view) != Access.GRANTED) {
                return Over.OVER;
            }
            if (ahead.isEmpty()) {
                ahead.addAll(view.commits(position.next(), CHUNK));
            }
            for (Commit commit = ahead.poll(); commit != null; commit = ahead.poll()) {
                position = commit.revision();
                List<Event> events =
                        commit.events().stream().filter(filter::accepts).toList();
                if (!events.isEmpty()) {
                    return new Change(commit, events);
                }
            }
            return new Nothing(position, view.head().revision());
        }
    }

    /** The document that a put of this watch's project made. */
    public Optional<Document> document(ConfigPut put) {
        try (View view = replica.view()) {
            return view.document(put.subject(), put.version());
        }
    }
}
