package io.cfguardian.domain.decide;

import io.cfguardian.domain.command.IdentityCommand.ActivateFactor;
import io.cfguardian.domain.command.IdentityCommand.DisableFactor;
import io.cfguardian.domain.command.IdentityCommand.EnrolFactor;
import io.cfguardian.domain.decide.Decision.Edits;
import io.cfguardian.domain.decide.Outcome.Effect;
import io.cfguardian.domain.decide.Rejection.FactorConflict;
import io.cfguardian.domain.decide.Rejection.NotFound;
import io.cfguardian.domain.decide.Rejection.ProofRefused;
import io.cfguardian.domain.event.IdentityEvent.FactorActivated;
import io.cfguardian.domain.event.IdentityEvent.FactorDisabled;
import io.cfguardian.domain.event.IdentityEvent.FactorEnrolled;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.FactorProof;
import io.cfguardian.domain.identity.SecondFactor;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.identity.Session.Reach;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.domain.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides what is asked about second factors. */
final class FactorDecider {

    private final State state;
    private final Stamp stamp;

    FactorDecider(State state, Stamp stamp) {
        this.state = state;
        this.stamp = stamp;
    }

    /** Whether {@code proof} holds against {@code factor} and was not used before. */
    static boolean holds(FactorProof proof, SecondFactor factor) {
        return switch (proof) {
            case FactorProof.None.NONE -> !(factor instanceof SecondFactor.Active);
            case FactorProof.Step(long step) ->
                factor instanceof SecondFactor.Active active && step > active.lastStep();
            case FactorProof.Recovery(var code) ->
                factor instanceof SecondFactor.Active active
                        && active.recoveryCodes().contains(code);
        };
    }

    Decision decide(EnrolFactor command) {
        Optional<User> user = UserDecider.known(state, command.user());
        if (user.isEmpty()) {
            return Decision.refuse(new NotFound(command.user()));
        }
        if (user.get().factor() instanceof SecondFactor.Active) {
            return Decision.refuse(FactorConflict.FACTOR_CONFLICT);
        }
        SecondFactor pending = new SecondFactor.Pending(command.secret());
        return Decision.accept(
                Effect.CHANGED,
                new FactorEnrolled(command.user()),
                Edits.put(
                        user.get().factor(pending, stamp.revision(), user.get().credentials())));
    }

    Decision decide(ActivateFactor command) {
        Optional<User> user = UserDecider.known(state, command.user());
        if (user.isEmpty()) {
            return Decision.refuse(new NotFound(command.user()));
        }
        if (!(user.get().factor() instanceof SecondFactor.Pending(var secret)) || !secret.equals(command.secret())) {
            return Decision.refuse(FactorConflict.FACTOR_CONFLICT);
        }
        SecondFactor active = new SecondFactor.Active(command.secret(), command.step(), command.recoveryCodes());
        List<Entity> puts = new ArrayList<>(List.of(user.get().factor(active, stamp.revision(), stamp.revision())));
        int all = Math.toIntExact(Limit.SESSIONS_PER_USER.max());
        state.list(EntityRange.sessions(command.user()), all).stream()
                .filter(session -> session.reach() == Reach.OWN_ACCOUNT)
                .map(Session::widen)
                .forEach(puts::add);
        return Decision.accept(Effect.CHANGED, new FactorActivated(command.user()), new Edits(List.of(), puts));
    }

    Decision decide(DisableFactor command) {
        Optional<User> user = UserDecider.known(state, command.user());
        if (user.isEmpty()) {
            return Decision.refuse(new NotFound(command.user()));
        }
        if (user.get().factor() == SecondFactor.Absent.ABSENT) {
            return Decision.keep(command.user());
        }
        if (command.proof() != FactorProof.None.NONE
                && !holds(command.proof(), user.get().factor())) {
            return Decision.refuse(ProofRefused.PROOF_REFUSED);
        }
        return Decision.accept(
                Effect.CHANGED,
                new FactorDisabled(command.user()),
                Edits.put(user.get().factor(SecondFactor.Absent.ABSENT, stamp.revision(), stamp.revision())));
    }
}
