package io.cfguardian.app.write;

import io.cfguardian.app.replica.Proposals;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.ReplicationFailure;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.write.WriteResult.Decided;
import io.cfguardian.app.write.WriteResult.Refused;
import io.cfguardian.domain.access.Access;
import io.cfguardian.domain.access.Action;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.access.Place;
import io.cfguardian.domain.access.Rights;
import io.cfguardian.domain.cluster.FormatLevel;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.decide.Answer;
import io.cfguardian.domain.decide.Answer.Turn;
import io.cfguardian.domain.decide.Outcome.Rejected;
import io.cfguardian.domain.decide.Rejection;
import io.cfguardian.domain.decide.Rejection.PremiseChanged;
import io.cfguardian.domain.decide.Rejection.RequestReused;
import io.cfguardian.domain.decide.Rejection.RightsChanged;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.Roster;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.state.RequestKey;
import io.cfguardian.domain.state.RequestRecord;
import io.cfguardian.domain.state.State;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How every write runs, on whatever node it arrives:
 *
 * <ol>
 *   <li>An answer remembered under the request id is given again.
 *   <li>The command is prepared on this node's state, which may be a little old. A refusal on a state that may be old is
 *       not final: the node catches up and prepares once more.
 *   <li>The command is proposed with the premises it was prepared on. If the cluster finds that one no longer holds, the
 *       node catches up and prepares anew.
 * </ol>
 *
 * <p>Used by many threads; blocks the calling (virtual) thread for at most the time-out and the preparation.
 */
public final class Writes {

    private static final int ATTEMPTS_MAX = 16;

    private final Replica replica;
    private final Proposals proposals;
    private final InstantSource clock;
    private final Duration timeout;
    private final WriteMeter meter;

    /** @param timeout the longest time one write waits for the cluster */
    public Writes(Replica replica, Proposals proposals, InstantSource clock, Duration timeout) {
        this(replica, proposals, clock, timeout, WriteMeter.NONE);
    }

    /** The same, with somebody who hears how writes end. */
    public Writes(Replica replica, Proposals proposals, InstantSource clock, Duration timeout, WriteMeter meter) {
        this.replica = replica;
        this.proposals = proposals;
        this.clock = clock;
        this.timeout = timeout;
        this.meter = meter;
    }

    /** Makes a command out of the state. May be called several times, each time on a newer state. */
    @FunctionalInterface
    public interface Preparation {

        /** The command for the state that {@code view} shows; the view is closed by the caller. */
        Prepared prepare(View view);
    }

    /** What a preparation found. */
    public sealed interface Prepared {}

    /** Propose this. */
    public record Ready(Command command) implements Prepared {}

    /** Do not propose anything, if the state was fresh. */
    public record Hopeless(Refusal refusal) implements Prepared {}

    /** Runs a command that needs no preparation. */
    public WriteResult run(WriteRequest request, Command command) {
        return metered(new Run(request, null, view -> new Ready(command)));
    }

    /**
     * Runs a command about what is in {@code project}, whose existence a caller without a role must not learn.
     *
     * @param project null for what belongs to the cluster
     */
    public WriteResult run(WriteRequest request, @Nullable ProjectKey project, Preparation preparation) {
        return metered(new Run(request, project, preparation));
    }

    private WriteResult metered(Run run) {
        long beganNanos = System.nanoTime();
        try {
            WriteResult result = run.run();
            meter.ended(result, System.nanoTime() - beganNanos);
            return result;
        } catch (ReplicationFailure failure) {
            meter.failed(failure, System.nanoTime() - beganNanos);
            throw failure;
        }
    }

    /** One write. */
    private final class Run {

        private final WriteRequest request;
        private final @Nullable ProjectKey project;
        private final Preparation preparation;
        private final long deadlineNanos = System.nanoTime() + timeout.toNanos();

        Run(WriteRequest request, @Nullable ProjectKey project, Preparation preparation) {
            this.request = request;
            this.project = project;
            this.preparation = preparation;
        }

        WriteResult run() {
            boolean fresh = false;
            for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
                switch (prepare()) {
                    case Remembered(Answer answer) -> {
                        return new Decided(answer);
                    }
                    case Propose(Command command) -> {
                        Answer answer = propose(command);
                        if (!(answer.outcome() instanceof Rejected(Revision at, var reason)) || !isOutdated(reason)) {
                            return new Decided(answer);
                        }
                        replica.awaitRevision(at, remaining());
                    }
                    case Refuse(Refusal refusal) -> {
                        if (fresh) {
                            return new Refused(refusal);
                        }
                        replica.awaitLinearizable(remaining());
                        fresh = true;
                    }
                }
            }
            return new Refused(new Refusal.Contended(ATTEMPTS_MAX));
        }

        private Step prepare() {
            try (View view = replica.view()) {
                Optional<RequestRecord> known = remembered(view);
                if (known.isPresent()) {
                    boolean same = known.get().fingerprint().equals(request.fingerprint());
                    return new Remembered(
                            same
                                    ? new Answer(known.get().outcome(), Turn.REPEATED)
                                    : new Answer(
                                            new Rejected(view.head().revision(), RequestReused.REQUEST_REUSED),
                                            Turn.FIRST));
                }
                Optional<Refusal> hidden =
                        project == null ? Optional.empty() : refusal(new Demand(Action.SEE, Place.of(project)), view);
                if (hidden.isPresent()) {
                    return new Refuse(hidden.get());
                }
                return switch (preparation.prepare(view)) {
                    case Hopeless(Refusal refusal) -> new Refuse(refusal);
                    case Ready(Command command) ->
                        refusal(command, view)
                                .or(() -> behind(command, view))
                                .<Step>map(Refuse::new)
                                .orElseGet(() -> new Propose(command));
                };
            }
        }

        /** Only a client asks twice under one id: what the node makes up is new. */
        private Optional<RequestRecord> remembered(View view) {
            return request.requestId().origin() == Origin.NODE
                    ? Optional.empty()
                    : view.request(new RequestKey(request.actor().principal(), request.requestId()));
        }

        private static Optional<Refusal> behind(Command command, View view) {
            FormatLevel needed = FormatLevel.neededFor(command);
            FormatLevel current = Roster.formatOf(view);
            return needed.isAbove(current) ? Optional.of(new Refusal.FormatBehind(needed, current)) : Optional.empty();
        }

        private Optional<Refusal> refusal(Command command, View view) {
            for (Demand demand : Demand.of(command, request.actor())) {
                Optional<Refusal> refusal = refusal(demand, view);
                if (refusal.isPresent()) {
                    return refusal;
                }
            }
            return Optional.empty();
        }

        private Optional<Refusal> refusal(Demand demand, View view) {
            return Writes.refusal(request.actor(), demand, view);
        }

        private Answer propose(Command command) {
            Envelope envelope = new Envelope(
                    request.requestId(),
                    request.actor(),
                    request.source(),
                    clock.instant(),
                    request.fingerprint(),
                    command);
            return proposals.propose(envelope, remaining());
        }

        /** What is left of the time-out, at least a moment so that a last look-up is not refused unseen. */
        private Duration remaining() {
            long nanos = deadlineNanos - System.nanoTime();
            return nanos > 0 ? Duration.ofNanos(nanos) : Duration.ofMillis(1);
        }
    }

    /** Whether the command was prepared on a state that no longer holds, so that a look at a newer one says more. */
    private static boolean isOutdated(Rejection reason) {
        return reason instanceof PremiseChanged || reason instanceof RightsChanged;
    }

    /** What to do next. */
    private sealed interface Step {}

    private record Remembered(Answer answer) implements Step {}

    private record Propose(Command command) implements Step {}

    private record Refuse(Refusal refusal) implements Step {}

    /** Why {@code actor} may not do what {@code demand} says; empty when it may. */
    public static Optional<Refusal> refusal(Actor actor, Demand demand, State state) {
        return refusal(Rights.of(actor, demand, state), demand);
    }

    /** What an answer about rights means for the caller; empty when access was granted. */
    public static Optional<Refusal> refusal(Access access, Demand demand) {
        return switch (access) {
            case GRANTED -> Optional.empty();
            case FORBIDDEN -> Optional.of(new Refusal.Forbidden(demand));
            case HIDDEN -> Optional.of(hidden(demand.place()));
            case UNAUTHENTICATED -> Optional.of(Refusal.Unauthenticated.UNAUTHENTICATED);
        };
    }

    private static Refusal hidden(Place place) {
        ProjectKey project = place.project();
        if (project == null) {
            return Refusal.Hidden.HIDDEN;
        }
        var environment = place.environment();
        return new Refusal.NotFound(environment == null ? project : new EnvironmentId(project, environment));
    }
}
