package io.cfguardian.domain.decide;

import io.cfguardian.domain.command.IdentityCommand.ChargeLogin;
import io.cfguardian.domain.command.IdentityCommand.CloseSessions;
import io.cfguardian.domain.command.IdentityCommand.OpenSession;
import io.cfguardian.domain.command.IdentityCommand.RefreshSession;
import io.cfguardian.domain.command.IdentityCommand.Unlock;
import io.cfguardian.domain.decide.Decision.Edits;
import io.cfguardian.domain.decide.Outcome.Effect;
import io.cfguardian.domain.decide.Rejection.LockedOut;
import io.cfguardian.domain.decide.Rejection.NotFound;
import io.cfguardian.domain.decide.Rejection.ProofRefused;
import io.cfguardian.domain.event.IdentityEvent.LoginCharged;
import io.cfguardian.domain.event.IdentityEvent.RefreshReused;
import io.cfguardian.domain.event.IdentityEvent.SessionOpened;
import io.cfguardian.domain.event.IdentityEvent.SessionRefreshed;
import io.cfguardian.domain.event.IdentityEvent.SessionsClosed;
import io.cfguardian.domain.event.IdentityEvent.Unlocked;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.FactorProof;
import io.cfguardian.domain.identity.LoginAttempts;
import io.cfguardian.domain.identity.SecondFactor;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.key.IdentityPart;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.domain.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Decides what is asked about signing in and about sessions. */
final class SessionDecider {

    private final State state;
    private final Stamp stamp;
    private final Source source;

    SessionDecider(State state, Stamp stamp, Source source) {
        this.state = state;
        this.stamp = stamp;
        this.source = source;
    }

    Decision decide(ChargeLogin command) {
        Optional<LoginAttempts> before = state.find(EntityKey.ofAttempts(command.account()));
        if (before.isPresent() && before.get().isLocked(stamp.time())) {
            Instant until = before.get().lockedUntil();
            return Decision.refuse(new LockedOut(until == null ? stamp.time() : until));
        }
        LoginAttempts after = before.map(attempts -> attempts.count(stamp.time()))
                .orElseGet(() -> LoginAttempts.first(command.account(), stamp.time()));
        return Decision.accept(
                IdentityPart.LOGINS,
                Effect.CHANGED,
                new LoginCharged(command.account(), after.failures(), after.lockedUntil()),
                Edits.put(after));
    }

    Decision decide(Unlock command) {
        if (UserDecider.known(state, command.user()).isEmpty()) {
            return Decision.refuse(new NotFound(command.user()));
        }
        EntityKey<LoginAttempts> key = EntityKey.ofAttempts(command.account());
        if (state.find(key).isEmpty()) {
            return Decision.keep(command.user());
        }
        return Decision.accept(Effect.CHANGED, new Unlocked(command.user()), Edits.remove(key));
    }

    Decision decide(OpenSession command) {
        Optional<User> user = state.find(EntityKey.of(command.user())).filter(User::isActive);
        boolean proved = user.isPresent()
                && user.get().credentials().equals(command.checked())
                && (command.method() == Session.Method.PROVIDER
                        || FactorDecider.holds(command.proof(), user.get().factor()));
        if (!proved) {
            return Decision.refuse(ProofRefused.PROOF_REFUSED);
        }
        List<Entity> puts = new ArrayList<>();
        puts.add(new Session(
                command.user(),
                command.session(),
                command.method(),
                command.reach(),
                command.family(),
                command.secret(),
                source,
                stamp.time(),
                stamp.time(),
                stamp.time().plus(command.lifetime())));
        if (command.proof() != FactorProof.None.NONE && user.get().factor() instanceof SecondFactor.Active active) {
            puts.add(user.get()
                    .factor(
                            active.use(command.proof()),
                            stamp.revision(),
                            user.get().credentials()));
        }
        List<EntityKey<?>> removals = new ArrayList<>(crowdedOut(command.user()));
        if (command.account() != null) {
            removals.add(EntityKey.ofAttempts(command.account()));
        }
        return Decision.accept(
                Effect.CHANGED,
                new SessionOpened(command.user(), command.session(), command.method()),
                new Edits(removals, puts));
    }

    /** What has to go so that one more session has room. */
    private List<EntityKey<?>> crowdedOut(UserId user) {
        int max = Math.toIntExact(Limit.SESSIONS_PER_USER.max());
        List<Session> open = state.list(EntityRange.sessions(user), max);
        return open.stream()
                .sorted(Comparator.comparing(Session::refreshed)
                        .thenComparing(session -> session.id().value()))
                .limit(Math.max(0, open.size() - max + 1))
                .<EntityKey<?>>map(Session::key)
                .toList();
    }

    Decision decide(RefreshSession command) {
        Optional<Session> known = state.find(EntityKey.of(command.user(), command.session()))
                .filter(session -> !session.isExpired(stamp.time()))
                .filter(session -> session.family().equals(command.family()));
        boolean active =
                state.find(EntityKey.of(command.user())).filter(User::isActive).isPresent();
        if (known.isEmpty() || !active) {
            return Decision.refuse(ProofRefused.PROOF_REFUSED);
        }
        Session session = known.get();
        if (!session.secret().equals(command.presented())) {
            return Decision.accept(
                    Effect.DELETED, new RefreshReused(command.user(), command.session()), Edits.remove(session.key()));
        }
        Instant end = session.opened().plus(Session.LIFETIME_MAX);
        Instant asked = stamp.time().plus(command.lifetime());
        Instant until = asked.isBefore(end) ? asked : end;
        return Decision.accept(
                Effect.CHANGED,
                new SessionRefreshed(command.user(), command.session()),
                Edits.put(session.rotate(command.next(), stamp.time(), until)));
    }

    Decision decide(CloseSessions command) {
        int all = Math.toIntExact(Limit.SESSIONS_PER_USER.max());
        List<Session> closed = state.list(EntityRange.sessions(command.user()), all).stream()
                .filter(session -> command.only() == null || session.id().equals(command.only()))
                .toList();
        if (closed.isEmpty()) {
            return Decision.keep(command.user());
        }
        return Decision.accept(
                Effect.CHANGED,
                new SessionsClosed(
                        command.user(), closed.stream().map(Session::id).toList()),
                new Edits(closed.stream().<EntityKey<?>>map(Session::key).toList(), List.of()));
    }
}
