package io.cfguardian.domain.access;

import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Membership;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.identity.ServiceToken;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.identity.Session.Reach;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.state.State;
import java.util.Optional;

/**
 * Who may do what, by the state alone. Asked by use cases on what their node knows, and again when a command is decided, so
 * that what was taken away before a commit is not used in it. Costs at most four look-ups.
 */
public final class Rights {

    private Rights() {}

    /** Whether {@code actor} may do {@code action} in {@code place}. */
    public static Access of(Actor actor, Action action, Place place, State state) {
        return switch (actor) {
            case Actor.Node ignored -> Access.GRANTED;
            case Actor.Person person -> ofPerson(person, action, place, state);
            case Actor.Service service -> ofService(service, action, place, state);
        };
    }

    /** Whether {@code actor} may do what {@code demand} says. */
    public static Access of(Actor actor, Demand demand, State state) {
        return of(actor, demand.action(), demand.place(), state);
    }

    /** Whether the proof of {@code actor} still holds: the session or token has not ended, and the user may act. */
    public static boolean isAuthentic(Actor actor, State state) {
        return switch (actor) {
            case Actor.Node ignored -> true;
            case Actor.Person person -> authentic(person, state).isPresent();
            case Actor.Service service -> token(service, state).isPresent();
        };
    }

    /** The session by which {@code person} acts, unless it has ended or the user may not act. */
    public static Optional<Session> authentic(Actor.Person person, State state) {
        return user(person, state).isPresent() ? session(person, state) : Optional.empty();
    }

    private static Access ofPerson(Actor.Person person, Action action, Place place, State state) {
        Optional<User> user = user(person, state);
        Optional<Session> session = session(person, state);
        if (user.isEmpty() || session.isEmpty()) {
            return Access.UNAUTHENTICATED;
        }
        if (action == Action.OWN) {
            return Access.GRANTED;
        }
        if (session.get().reach() == Reach.OWN_ACCOUNT) {
            return Access.FORBIDDEN;
        }
        return user.get().administrator() ? Access.GRANTED : ofMember(person, action, place, state);
    }

    private static Access ofService(Actor.Service service, Action action, Place place, State state) {
        if (token(service, state).isEmpty()) {
            return Access.UNAUTHENTICATED;
        }
        return action == Action.OWN ? Access.FORBIDDEN : ofMember(service, action, place, state);
    }

    private static Access ofMember(Actor actor, Action action, Place place, State state) {
        ProjectKey project = place.project();
        if (project == null) {
            return Access.HIDDEN;
        }
        Optional<Grant> grant = state.find(EntityKey.of(new MemberId(project, actor.principal())))
                .map(Membership::grant);
        if (grant.isEmpty()) {
            return Access.HIDDEN;
        }
        Optional<Role> role = grant.get().in(place.environment());
        if (role.isEmpty()) {
            // The project is visible by a role elsewhere in it; an environment without a role is not.
            boolean whole = place.environment() == null;
            return whole && action == Action.SEE ? Access.GRANTED : whole ? Access.FORBIDDEN : Access.HIDDEN;
        }
        return permits(role.get(), action) ? Access.GRANTED : Access.FORBIDDEN;
    }

    private static Optional<User> user(Actor.Person person, State state) {
        return state.find(EntityKey.of(person.user())).filter(User::isActive);
    }

    private static Optional<Session> session(Actor.Person person, State state) {
        return state.find(EntityKey.of(person.user(), person.session()))
                .filter(session -> !session.isExpired(state.head().time()));
    }

    private static Optional<ServiceToken> token(Actor.Service service, State state) {
        return state.find(EntityKey.of(service.token()))
                .filter(token -> !token.isExpired(state.head().time()));
    }

    private static boolean permits(Role role, Action action) {
        return switch (action) {
            case SEE, READ -> true;
            case EDIT -> role.compareTo(Role.EDITOR) >= 0;
            case ADMINISTER -> role == Role.ADMIN;
            case OWN, OPERATE -> false;
        };
    }
}
