package io.cfguardian.app.projection;

import io.cfguardian.app.cluster.Cluster;
import io.cfguardian.app.projection.Projection.Claim;
import io.cfguardian.app.projection.Projection.Claim.Claimed;
import io.cfguardian.app.projection.Projection.Claim.Fenced;
import io.cfguardian.app.projection.Projection.Claim.Foreign;
import io.cfguardian.app.projection.ProjectionStatus.State;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.telemetry.Span;
import io.cfguardian.app.telemetry.Tracer;
import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.revision.Revision;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Projects the journal on the node that leads. What is projected was applied by this node, so it is never taken back; the
 * checkpoint is in the database itself, changed with the rows, so no commit is left out and none comes twice whoever is killed.
 * On other nodes it only looks how far the database is. Confined to one thread, but for {@link #status}.
 */
public final class Projector implements Worker.Task {

    /** How often a node that does not lead looks. */
    private static final Duration LOOK_APART = Duration.ofSeconds(1);

    /** How long it waits for a commit before it looks whether it still leads. */
    private static final Duration COMMIT_AWAITED = Duration.ofMillis(500);

    /** How long it lets commits gather once it has projected all there were: a transaction for each costs the leader more than its share. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /** While it does not go on, why is said so often. */
    private static final Duration TOLD_APART = Duration.ofMinutes(1);

    private final Projection projection;
    private final Replica replica;
    private final Cluster cluster;
    private final String clusterName;
    private final InstantSource clock;
    private final ProjectionNotices notices;
    private final Tracer tracer;
    private @Nullable Tenure tenure;
    private Instant lastTold = Instant.EPOCH;
    private volatile Seen seen = new Seen(State.STANDBY, null, "");

    /** A term in which this node projects, and how far it is. */
    private record Tenure(long term, Checkpoint checkpoint) {}

    private record Seen(State state, @Nullable Revision revision, String reason) {}

    /** @param clusterName whose history the database may hold */
    public Projector(
            Projection projection,
            Replica replica,
            Cluster cluster,
            String clusterName,
            InstantSource clock,
            ProjectionNotices notices,
            Tracer tracer) {
        this.projection = projection;
        this.replica = replica;
        this.cluster = cluster;
        this.clusterName = clusterName;
        this.clock = clock;
        this.notices = notices;
        this.tracer = tracer;
    }

    /** How the projection does. May be called by any thread; asks no database. */
    public ProjectionStatus status() {
        Seen now = seen;
        Revision projected = now.revision();
        if (projected == null) {
            return new ProjectionStatus(now.state(), null, null, null, now.reason());
        }
        try (View view = replica.view()) {
            long behind = Math.max(0, view.head().revision().value() - projected.value());
            Duration lag = Duration.ZERO;
            if (behind > 0) {
                Instant first = view.commits(projected.next(), 1).getFirst().time();
                Duration since = Duration.between(first, clock.instant());
                lag = since.isNegative() ? Duration.ZERO : since;
            }
            return new ProjectionStatus(now.state(), projected, behind, lag, now.reason());
        }
    }

    /** What it saw last. May be called by any thread; asks nobody. */
    public State state() {
        return seen.state();
    }

    /** Projects at most one batch. */
    @Override
    public Pause step() throws InterruptedException {
        OptionalLong term = cluster.leadingTerm();
        try {
            if (term.isEmpty()) {
                tenure = null;
                saw(State.STANDBY, projection.checkpoint().revision());
                return Pause.of(LOOK_APART);
            }
            return lead(term.getAsLong());
        } catch (ProjectionUnavailable away) {
            tenure = null;
            return held(State.UNAVAILABLE, away.reason());
        }
    }

    private Pause lead(long term) throws InterruptedException {
        Tenure mine = tenure;
        if (mine == null || mine.term() != term) {
            return begin(term);
        }
        Checkpoint from = mine.checkpoint();
        Batch batch;
        boolean all;
        try (View view = replica.view()) {
            batch = Batches.after(from, view);
            all = batch.end().revision().equals(view.head().revision());
        }
        if (batch.isEmpty()) {
            saw(State.PROJECTING, from.revision());
            Revision newest = replica.awaitAfter(from.revision(), COMMIT_AWAITED);
            // While nothing happens it looks whether the database is there, and still is where it was left.
            if (!newest.isAfter(from.revision())) {
                lookAfter(from);
            }
            return Pause.NONE;
        }
        tellOfLost(from, batch);
        if (!take(term, from, batch)) {
            tenure = null;
            return Pause.NONE;
        }
        tenure = new Tenure(term, batch.end());
        saw(State.PROJECTING, batch.end().revision());
        return all ? Pause.of(GATHERING) : Pause.NONE;
    }

    private boolean take(long term, Checkpoint from, Batch batch) {
        try (Span span = tracer.own("projection.batch")) {
            span.put("cfguardian.projection.commits", batch.entries().size())
                    .put(
                            "cfguardian.projection.revision",
                            batch.end().revision().value());
            try {
                return projection.take(term, from, batch);
            } catch (ProjectionUnavailable away) {
                span.failed("unavailable");
                throw away;
            }
        }
    }

    private void lookAfter(Checkpoint left) {
        Checkpoint found = projection.checkpoint();
        if (!found.equals(left)) {
            tenure = null;
            saw(State.PROJECTING, found.revision());
        }
    }

    private Pause begin(long term) {
        Claim claim = projection.claim(clusterName, term);
        return switch (claim) {
            case Claimed(Checkpoint checkpoint) -> begin(term, checkpoint);
            // Either this node is about to learn that it leads no more, or the cluster's terms began anew.
            case Fenced(long later) ->
                held(
                        State.DIVERGED,
                        "a leader of term " + later + " was there, and this one's is " + term
                                + "; if the cluster was restored or made anew: cfguardian projection rebuild");
            case Foreign(String other) ->
                held(State.DIVERGED, "the database holds the history of the cluster " + other);
        };
    }

    private Pause begin(long term, Checkpoint checkpoint) {
        try (View view = replica.view()) {
            Revision projected = checkpoint.revision();
            List<Commit> commits = projected.equals(Revision.ZERO) ? List.of() : view.commits(projected, 1);
            boolean ahead = projected.isAfter(view.head().revision());
            if (ahead || commits.stream().anyMatch(commit -> !commit.hash().equals(checkpoint.chainHash()))) {
                return held(
                        State.DIVERGED,
                        "the database is at revision " + projected
                                + (ahead ? ", which this cluster does not have" : ", which is another commit here")
                                + "; if it is to be filled again: cfguardian projection rebuild");
            }
        }
        tenure = new Tenure(term, checkpoint);
        notices.began(checkpoint.revision());
        saw(State.PROJECTING, checkpoint.revision());
        return Pause.NONE;
    }

    /** Those that a batch should begin with and does not. */
    private void tellOfLost(Checkpoint from, Batch batch) {
        if (!batch.securityEvents().isEmpty()) {
            long lost = batch.securityEvents().getFirst().sequence() - from.securityEvent();
            if (lost > 0) {
                notices.lost(lost);
            }
        }
    }

    private void saw(State state, @Nullable Revision revision) {
        if (seen.state() == State.UNAVAILABLE || seen.state() == State.DIVERGED) {
            notices.recovered();
        }
        seen = new Seen(state, revision, "");
    }

    private Pause held(State state, String reason) {
        Instant now = clock.instant();
        if (seen.state() != state || Duration.between(lastTold, now).abs().compareTo(TOLD_APART) > 0) {
            notices.held(reason);
            lastTold = now;
        }
        seen = new Seen(state, seen.revision(), reason);
        return Pause.of(AFTER_FAILURE);
    }
}
