package io.cfguardian.app.identity.security;

import io.cfguardian.app.identity.NodeWrites;
import io.cfguardian.app.identity.port.Secrets;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.WriteResult;
import io.cfguardian.app.write.Writes;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.command.IdentityCommand.Purge;
import io.cfguardian.domain.command.IdentityCommand.UserSession;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.decide.Outcome.Rejected;
import io.cfguardian.domain.decide.Outcome.Unchanged;
import io.cfguardian.domain.event.IdentityEvent.Purged;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityKind;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.LoginAttempts;
import io.cfguardian.domain.identity.ServiceToken;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.state.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Removes what has ended by itself: sessions, service tokens, forgotten attempts to sign in, old security events. Finds
 * candidates on this node and has the cluster decide about them, in as many commits as it takes. Used by many threads;
 * blocks the calling (virtual) thread.
 */
public final class Purging {

    /** How long security events are kept unless the operator says otherwise. */
    public static final Duration EVENTS_KEPT = Duration.ofDays(90);

    private static final int READ_PER_ROUND = 20_000;
    private static final int CHUNK = 1_000;
    private static final int ROUNDS_MAX = 10_000;

    private final Writes writes;
    private final Replica replica;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Duration eventsKept;

    /** @param eventsKept how long security events are kept */
    public Purging(Writes writes, Replica replica, Secrets secrets, InstantSource clock, Duration eventsKept) {
        this.writes = writes;
        this.replica = replica;
        this.secrets = secrets;
        this.clock = clock;
        this.eventsKept = eventsKept;
    }

    /** What came of it. */
    public sealed interface Result {}

    /**
     * Everything that had ended is gone.
     *
     * @param revision of the last commit, or at which there was nothing to remove
     */
    public record Report(long sessions, long tokens, long accounts, long events, Revision revision) implements Result {

        private Report plus(Purged more, Revision at) {
            return new Report(
                    sessions + more.sessions(),
                    tokens + more.tokens(),
                    accounts + more.accounts(),
                    events + more.events(),
                    at);
        }
    }

    /** It is not for this caller. What was removed before that was found is gone. */
    public record Refused(Refusal refusal) implements Result {}

    /**
     * Removes it.
     *
     * @param actor who has the right to do everything, such as {@link Actor.Node#SYSTEM}
     * @param source from where it was asked for, null for a node's own doing
     */
    public Result run(Actor actor, @Nullable Source source) {
        Sweep<Session> sessions = new Sweep<>(EntityKind.SESSION, session -> session.isExpired(now()));
        Sweep<ServiceToken> tokens = new Sweep<>(EntityKind.TOKEN, token -> token.isExpired(now()));
        Sweep<LoginAttempts> attempts = new Sweep<>(EntityKind.ATTEMPTS, one -> one.isForgotten(now()));
        Report report = new Report(0, 0, 0, 0, applied());
        for (int round = 0; round < ROUNDS_MAX; round++) {
            Instant cutoff = now().minus(eventsKept);
            Purge purge;
            boolean swept;
            try (View view = replica.view()) {
                Optional<Refusal> refusal = Writes.refusal(actor, Demand.EVERYTHING, view);
                if (refusal.isPresent()) {
                    return new Refused(refusal.get());
                }
                purge = new Purge(
                        sessions.next(view).stream()
                                .map(session -> new UserSession(session.user(), session.id()))
                                .toList(),
                        tokens.next(view).stream().map(ServiceToken::id).toList(),
                        attempts.next(view).stream().map(LoginAttempts::account).toList(),
                        hasEventsFrom(cutoff, view) ? cutoff : null);
                swept = sessions.isDone() && tokens.isDone() && attempts.isDone();
            }
            Report before = report;
            if (!isIdle(purge)) {
                WriteResult result = writes.run(NodeWrites.request(actor, source, secrets), purge);
                if (result instanceof WriteResult.Refused(Refusal refusal)) {
                    return new Refused(refusal);
                }
                report = added(report, result);
            }
            if (swept && report.equals(before)) {
                return report;
            }
        }
        return report;
    }

    private Revision applied() {
        try (View view = replica.view()) {
            return view.head().revision();
        }
    }

    private Report added(Report report, WriteResult result) {
        if (!(result instanceof WriteResult.Decided(var answer))) {
            return report;
        }
        return switch (answer.outcome()) {
            case Committed committed -> report.plus(purged(committed.revision()), committed.revision());
            case Rejected rejected -> throw new IllegalStateException("a purge was rejected: " + rejected.rejection());
            case Unchanged ignored -> report;
        };
    }

    private Purged purged(Revision revision) {
        try (View view = replica.view()) {
            return (Purged) view.commits(revision, 1).getFirst().events().getFirst();
        }
    }

    private Instant now() {
        return clock.instant();
    }

    private static boolean isIdle(Purge purge) {
        return purge.sessions().isEmpty()
                && purge.tokens().isEmpty()
                && purge.accounts().isEmpty()
                && purge.eventsBefore() == null;
    }

    /** Whether the oldest event is older than {@code cutoff}. */
    private static boolean hasEventsFrom(Instant cutoff, State state) {
        return state.list(EntityRange.all(EntityKind.SECURITY_EVENT), 1).stream()
                .anyMatch(event -> event.time().isBefore(cutoff));
    }

    /** Goes through all entities of a kind once, a bounded part at a time. Confined to one thread. */
    private static final class Sweep<E extends Entity> {

        private final EntityKind<E> kind;
        private final Predicate<E> hasEnded;
        private @Nullable EntityKey<E> last;
        private boolean done;

        Sweep(EntityKind<E> kind, Predicate<E> hasEnded) {
            this.kind = kind;
            this.hasEnded = hasEnded;
        }

        boolean isDone() {
            return done;
        }

        /** The next that have ended, as many as one command takes; maybe none of this part. */
        List<E> next(State state) {
            List<E> ended = new ArrayList<>();
            for (int read = 0; !done && read < READ_PER_ROUND && ended.size() < Purge.BATCH_MAX; read += CHUNK) {
                int size = Math.min(CHUNK, Purge.BATCH_MAX - ended.size());
                List<E> chunk = state.list(EntityRange.all(kind).after(last), size);
                chunk.stream().filter(hasEnded).forEach(ended::add);
                if (chunk.size() < size) {
                    done = true;
                } else {
                    last = SecurityQueries.key(chunk.getLast());
                }
            }
            return ended;
        }
    }
}
