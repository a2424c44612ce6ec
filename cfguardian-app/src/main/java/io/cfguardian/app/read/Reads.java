package io.cfguardian.app.read;

import io.cfguardian.app.read.ReadRequest.Consistency;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.read.ReadResult.Refused;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.Writes;
import io.cfguardian.domain.access.Access;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.access.Rights;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.revision.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How every read runs: it waits until this node is as fresh as was asked, asks for the right, makes sure that the place
 * is there, and reads one view. Used by many threads; blocks the calling (virtual) thread for at most the time-out.
 */
public final class Reads {

    private final Replica replica;
    private final Duration timeout;

    /** @param timeout the longest time one read waits for this node to be fresh enough */
    public Reads(Replica replica, Duration timeout) {
        this.replica = replica;
        this.timeout = timeout;
    }

    /** Reads a view; it is closed when this returns. */
    @FunctionalInterface
    public interface Query<T> {

        /** What is found in {@code view}. */
        Lookup<T> in(View view);
    }

    /** What a query found. */
    public sealed interface Lookup<T> {}

    /** This. */
    public record Hit<T>(T value) implements Lookup<T> {}

    /** Nothing, and why. */
    public record Miss<T>(Refusal refusal) implements Lookup<T> {}

    /** Runs {@code query} for a caller who must be allowed {@code demand}. */
    public <T> ReadResult<T> run(ReadRequest request, Demand demand, Query<T> query) {
        awaitFresh(request);
        return inView(request, demand, query);
    }

    /** Runs a query that asks for the right itself, for each thing it finds. */
    public <T> ReadResult<T> run(ReadRequest request, Query<T> query) {
        awaitFresh(request);
        return inView(view -> Rights.isAuthentic(request.actor(), view)
                ? query.in(view)
                : new Miss<>(Refusal.Unauthenticated.UNAUTHENTICATED));
    }

    private <T> ReadResult<T> inView(ReadRequest request, Demand demand, Query<T> query) {
        return inView(
                view -> refusal(request, demand, view).<Lookup<T>>map(Miss::new).orElseGet(() -> query.in(view)));
    }

    private <T> ReadResult<T> inView(Query<T> query) {
        try (View view = replica.view()) {
            Revision revision = view.head().revision();
            return switch (query.in(view)) {
                case Hit<T>(T value) -> new Found<>(value, revision);
                case Miss<T>(Refusal miss) -> new Refused<>(miss, revision);
            };
        }
    }

    /**
     * Runs {@code query} as of {@code asOf}, which the result's revision names; a stale read of a revision that this node
     * has not reached waits for it.
     */
    public <T> ReadResult<T> run(ReadRequest request, Demand demand, AsOf asOf, PastQuery<T> query) {
        awaitFresh(request);
        if (asOf instanceof AsOf.At(Revision revision) && request.consistency() == Consistency.STALE) {
            replica.awaitRevision(revision, timeout);
        }
        ReadResult<Past<T>> result = inView(request, demand, view -> {
            Revision last = view.head().revision();
            Revision revision = switch (asOf) {
                case AsOf.Now.NOW -> last;
                case AsOf.At(Revision at) -> at;
                case AsOf.Time(Instant time) -> new Timeline(view).revisionAt(time);
            };
            if (revision.isAfter(last)) {
                return new Miss<>(new Refusal.FutureRevision(revision, last));
            }
            return switch (query.in(view, revision)) {
                case Hit<T>(T value) -> new Hit<>(new Past<>(value, revision));
                case Miss<T>(Refusal refusal) -> new Miss<>(refusal);
            };
        });
        return switch (result) {
            case Found<Past<T>>(Past<T>(T value, Revision then), Revision now) -> new Found<>(value, then);
            case Refused<Past<T>>(Refusal refusal, Revision now) -> new Refused<>(refusal, now);
        };
    }

    /** A value and the revision at which it was true. */
    private record Past<T>(T value, Revision revision) {}

    /** Reads a view as of one of its revisions. */
    @FunctionalInterface
    public interface PastQuery<T> {

        /** What is found in {@code view} as of {@code revision}, which is at most the view's own. */
        Lookup<T> in(View view, Revision revision);
    }

    private void awaitFresh(ReadRequest request) {
        if (request.consistency() == Consistency.LINEARIZABLE) {
            replica.awaitLinearizable(timeout);
        }
        Revision wanted = request.minRevision();
        if (wanted != null) {
            replica.awaitRevision(wanted, timeout);
        }
    }

    private Optional<Refusal> refusal(ReadRequest request, Demand demand, View view) {
        Access access = Rights.of(request.actor(), demand, view);
        return Writes.refusal(access, demand).or(() -> missing(demand, view));
    }

    /** The first of project and environment that is not there. */
    private static Optional<Refusal> missing(Demand demand, View view) {
        ProjectKey project = demand.place().project();
        if (project == null) {
            return Optional.empty();
        }
        if (view.project(project).filter(Project::isLive).isEmpty()) {
            return Optional.of(new Refusal.NotFound(project));
        }
        var environment = demand.place().environment();
        if (environment == null) {
            return Optional.empty();
        }
        EnvironmentId id = new EnvironmentId(project, environment);
        return view.environment(id).isPresent() ? Optional.empty() : Optional.of(new Refusal.NotFound(id));
    }
}
