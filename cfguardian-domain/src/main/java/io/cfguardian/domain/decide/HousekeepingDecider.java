package io.cfguardian.domain.decide;

import io.cfguardian.domain.command.IdentityCommand.AdvanceDelivery;
import io.cfguardian.domain.command.IdentityCommand.Observe;
import io.cfguardian.domain.command.IdentityCommand.Purge;
import io.cfguardian.domain.decide.Decision.Edits;
import io.cfguardian.domain.decide.Outcome.Effect;
import io.cfguardian.domain.event.IdentityEvent.EventsDelivered;
import io.cfguardian.domain.event.IdentityEvent.Observed;
import io.cfguardian.domain.event.IdentityEvent.Purged;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EventDelivery;
import io.cfguardian.domain.identity.LoginAttempts;
import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.ServiceToken;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.key.IdentityPart;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.domain.state.SequenceWindow;
import io.cfguardian.domain.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides what nodes record and what is cleared away. */
final class HousekeepingDecider {

    private final State state;
    private final Stamp stamp;

    HousekeepingDecider(State state, Stamp stamp) {
        this.state = state;
        this.stamp = stamp;
    }

    Decision decide(Observe command) {
        List<Entity> used = command.used().stream()
                .distinct()
                .flatMap(id -> state.find(EntityKey.of(id)).stream())
                .<Entity>map(token -> token.use(stamp.time()))
                .toList();
        if (used.isEmpty() && command.events().isEmpty()) {
            return Decision.keep(IdentityPart.SECURITY_LOG);
        }
        return Decision.accept(
                Effect.CHANGED, new Observed(command.events().size(), used.size()), new Edits(List.of(), used));
    }

    Decision decide(Purge command) {
        Instant now = stamp.time();
        List<EntityKey<?>> sessions = command.sessions().stream()
                .distinct()
                .flatMap(id -> state.find(EntityKey.of(id.user(), id.session())).stream())
                .filter(session -> session.isExpired(now))
                .<EntityKey<?>>map(Session::key)
                .toList();
        List<ServiceToken> tokens = command.tokens().stream()
                .distinct()
                .flatMap(id -> state.find(EntityKey.of(id)).stream())
                .filter(token -> token.isExpired(now))
                .toList();
        List<EntityKey<?>> accounts = command.accounts().stream()
                .distinct()
                .flatMap(account -> state.find(EntityKey.ofAttempts(account)).stream())
                .filter(attempts -> attempts.isForgotten(now))
                .<EntityKey<?>>map(LoginAttempts::key)
                .toList();
        List<EntityKey<?>> events = events(command.eventsBefore());
        List<EntityKey<?>> removals = Stream.of(
                        sessions.stream(),
                        tokens.stream()
                                .<EntityKey<?>>flatMap(token -> Stream.of(
                                        token.key(),
                                        EntityKey.of(new MemberId(
                                                token.id().project(), token.id().principal())))),
                        accounts.stream(),
                        events.stream())
                .<EntityKey<?>>flatMap(keys -> keys)
                .toList();
        if (removals.isEmpty()) {
            return Decision.keep(IdentityPart.SECURITY_LOG);
        }
        return Decision.accept(
                Effect.CHANGED,
                new Purged(sessions.size(), tokens.size(), accounts.size(), events.size()),
                new Edits(removals, List.of()));
    }

    /** What another node noted already, further on, stays; nothing is taken that was not recorded. */
    Decision decide(AdvanceDelivery command) {
        long recorded = state.head().securityEvents().next();
        long from = Math.min(command.from(), recorded);
        long next = Math.min(command.next(), recorded);
        Optional<EventDelivery> known = state.find(EntityKey.eventDelivery());
        if (known.isPresent() && next <= known.get().next()) {
            return Decision.keep(IdentityPart.SECURITY_LOG);
        }
        EventDelivery after = known.map(before -> before.advance(from, next, stamp.time()))
                .orElseGet(() -> new EventDelivery(next, 0, stamp.time()));
        return Decision.accept(
                Effect.CHANGED, new EventsDelivered(after.next(), after.lost()), new Edits(List.of(), List.of(after)));
    }

    /** The oldest events that are older than {@code before}. */
    private List<EntityKey<?>> events(@Nullable Instant before) {
        List<EntityKey<?>> old = new ArrayList<>();
        SequenceWindow window = state.head().securityEvents();
        for (long next = window.first();
                before != null && next < window.next() && old.size() < Purge.BATCH_MAX;
                next++) {
            Optional<SecurityEvent> event = state.find(EntityKey.ofSecurityEvent(next));
            if (event.isEmpty() || !event.get().time().isBefore(before)) {
                return old;
            }
            old.add(event.get().key());
        }
        return old;
    }
}
