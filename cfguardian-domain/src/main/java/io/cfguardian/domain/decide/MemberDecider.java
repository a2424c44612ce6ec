package io.cfguardian.domain.decide;

import io.cfguardian.domain.command.IdentityCommand.IssueToken;
import io.cfguardian.domain.command.IdentityCommand.PutMember;
import io.cfguardian.domain.command.IdentityCommand.RemoveMember;
import io.cfguardian.domain.command.IdentityCommand.RevokeToken;
import io.cfguardian.domain.command.IdentityCommand.RotateToken;
import io.cfguardian.domain.decide.Decision.Edits;
import io.cfguardian.domain.decide.Outcome.Effect;
import io.cfguardian.domain.decide.Rejection.AlreadyExists;
import io.cfguardian.domain.decide.Rejection.LimitReached;
import io.cfguardian.domain.decide.Rejection.NotFound;
import io.cfguardian.domain.event.IdentityEvent.MemberPut;
import io.cfguardian.domain.event.IdentityEvent.MemberRemoved;
import io.cfguardian.domain.event.IdentityEvent.TokenIssued;
import io.cfguardian.domain.event.IdentityEvent.TokenRevoked;
import io.cfguardian.domain.event.IdentityEvent.TokenRotated;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Membership;
import io.cfguardian.domain.identity.ServiceToken;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.Subject;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.domain.state.State;
import java.util.Optional;

/** Decides what is asked about a project's members and service tokens. */
final class MemberDecider {

    private final State state;
    private final Stamp stamp;

    MemberDecider(State state, Stamp stamp) {
        this.state = state;
        this.stamp = stamp;
    }

    Decision decide(PutMember command) {
        MemberId id = command.id();
        Optional<Subject> missing =
                missing(id.project(), command.grant()).or(() -> isKnown(id) ? Optional.empty() : Optional.of(id));
        if (missing.isPresent()) {
            return Decision.refuse(new NotFound(missing.get()));
        }
        Optional<Membership> before = state.find(EntityKey.of(id));
        if (before.isPresent() && before.get().grant().equals(command.grant())) {
            return Decision.keep(id);
        }
        if (before.isEmpty() && isCrowded(id.project())) {
            return Decision.refuse(new LimitReached(Limit.MEMBERS_PER_PROJECT));
        }
        return Decision.accept(
                before.isEmpty() ? Effect.CREATED : Effect.CHANGED,
                new MemberPut(id, command.grant()),
                Edits.put(new Membership(id, command.grant(), stamp)));
    }

    Decision decide(RemoveMember command) {
        MemberId id = command.id();
        Principal principal = id.principal();
        // A name of another kind is nobody's, and may be one that no key can hold.
        boolean nobody = principal.user().isEmpty() && principal.token().isEmpty();
        if (nobody || state.find(EntityKey.of(id)).isEmpty()) {
            return Decision.refuse(new NotFound(id));
        }
        return Decision.accept(Effect.DELETED, new MemberRemoved(id), Edits.remove(EntityKey.of(id)));
    }

    Decision decide(IssueToken command) {
        ServiceTokenId id = command.id();
        Optional<Subject> missing = missing(id.project(), command.grant());
        if (missing.isPresent()) {
            return Decision.refuse(new NotFound(missing.get()));
        }
        if (state.find(EntityKey.of(id)).isPresent()) {
            return Decision.refuse(new AlreadyExists(id));
        }
        int tokensMax = Math.toIntExact(Limit.TOKENS_PER_PROJECT.max());
        if (state.list(EntityRange.tokens(id.project()), tokensMax).size() >= tokensMax) {
            return Decision.refuse(new LimitReached(Limit.TOKENS_PER_PROJECT));
        }
        if (isCrowded(id.project())) {
            return Decision.refuse(new LimitReached(Limit.MEMBERS_PER_PROJECT));
        }
        ServiceToken token = new ServiceToken(
                id, command.description(), command.secret(), null, command.expires(), null, stamp, stamp.time());
        Membership member = new Membership(new MemberId(id.project(), id.principal()), command.grant(), stamp);
        return Decision.accept(Effect.CREATED, new TokenIssued(id, command.expires()), Edits.put(token, member));
    }

    Decision decide(RotateToken command) {
        Optional<ServiceToken> token = state.find(EntityKey.of(command.id()));
        if (token.isEmpty()) {
            return Decision.refuse(new NotFound(command.id()));
        }
        ServiceToken rotated = token.get()
                .rotate(command.secret(), stamp.time().plus(command.overlap()), command.expires(), stamp.time());
        return Decision.accept(Effect.CHANGED, new TokenRotated(command.id(), command.expires()), Edits.put(rotated));
    }

    Decision decide(RevokeToken command) {
        ServiceTokenId id = command.id();
        if (state.find(EntityKey.of(id)).isEmpty()) {
            return Decision.refuse(new NotFound(id));
        }
        return Decision.accept(
                Effect.DELETED,
                new TokenRevoked(id),
                Edits.remove(EntityKey.of(id), EntityKey.of(new MemberId(id.project(), id.principal()))));
    }

    /** The project or the first environment of a grant that is not there. */
    private Optional<Subject> missing(ProjectKey project, Grant grant) {
        if (state.project(project).filter(Project::isLive).isEmpty()) {
            return Optional.of(project);
        }
        for (EnvironmentKey environment : grant.environments().keySet()) {
            EnvironmentId id = new EnvironmentId(project, environment);
            if (state.environment(id).isEmpty()) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    /** Whether there is a user of this name, or a service token of this project. */
    private boolean isKnown(MemberId id) {
        Principal principal = id.principal();
        Optional<UserId> user = principal.user();
        if (user.isPresent()) {
            return UserDecider.known(state, user.get()).isPresent();
        }
        return principal
                .token()
                .filter(token -> token.project().equals(id.project()))
                .flatMap(token -> state.find(EntityKey.of(token)))
                .isPresent();
    }

    private boolean isCrowded(ProjectKey project) {
        int max = Math.toIntExact(Limit.MEMBERS_PER_PROJECT.max());
        return state.list(EntityRange.members(project), max).size() >= max;
    }
}
