package io.cfguardian.app.watch;

import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadRequest.Consistency;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.read.ReadResult.Refused;
import io.cfguardian.app.read.Reads;
import io.cfguardian.app.read.Reads.Hit;
import io.cfguardian.app.read.Reads.Miss;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.domain.access.Action;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.access.Place;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.revision.Revision;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Opens watches. Used by many threads. */
public final class Watch {

    private final Replica replica;
    private final Reads reads;

    public Watch(Replica replica, Reads reads) {
        this.replica = replica;
        this.reads = reads;
    }

    /** A watch, and the place in the journal from which it is to be followed. */
    public record Opened(Subscription subscription, Revision from) {}

    /**
     * A watch of every commit after {@code after} that the filter accepts. The node first makes sure that it is up to
     * date, so a watch that moves to a node that lags waits there and misses nothing.
     *
     * @param after null: after the newest commit
     */
    public ReadResult<Opened> open(Actor actor, WatchFilter filter, @Nullable Revision after) {
        Demand demand = new Demand(Action.READ, new Place(filter.project(), filter.environment()));
        ReadRequest request = new ReadRequest(actor, Consistency.LINEARIZABLE, null);
        ReadResult<Revision> start = reads.run(request, demand, view -> {
            Revision last = view.head().revision();
            return after != null && after.isAfter(last)
                    ? new Miss<>(new Refusal.FutureRevision(after, last))
                    : new Hit<>(after == null ? last : after);
        });
        return switch (start) {
            case Refused<Revision>(Refusal refusal, Revision revision) -> new Refused<>(refusal, revision);
            case Found<Revision>(Revision from, Revision revision) ->
                new Found<>(new Opened(new Subscription(replica, actor, demand, filter), from), revision);
        };
    }

    /**
     * Waits until there is a commit after {@code seen} on this node, or {@code timeout} is over, or the node stops.
     *
     * @return the last revision that this node has, which may be {@code seen}
     */
    public Revision awaitAfter(Revision seen, Duration timeout) throws InterruptedException {
        return replica.awaitAfter(seen, timeout);
    }
}
