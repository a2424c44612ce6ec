package io.cfguardian.domain.decide;

import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.IdentityCommand;
import io.cfguardian.domain.command.IdentityCommand.ActivateFactor;
import io.cfguardian.domain.command.IdentityCommand.AdvanceDelivery;
import io.cfguardian.domain.command.IdentityCommand.Bootstrap;
import io.cfguardian.domain.command.IdentityCommand.ChargeLogin;
import io.cfguardian.domain.command.IdentityCommand.CloseSessions;
import io.cfguardian.domain.command.IdentityCommand.CreateUser;
import io.cfguardian.domain.command.IdentityCommand.DeleteUser;
import io.cfguardian.domain.command.IdentityCommand.DisableFactor;
import io.cfguardian.domain.command.IdentityCommand.EnrolFactor;
import io.cfguardian.domain.command.IdentityCommand.IssueToken;
import io.cfguardian.domain.command.IdentityCommand.LinkIdentity;
import io.cfguardian.domain.command.IdentityCommand.Observe;
import io.cfguardian.domain.command.IdentityCommand.OpenSession;
import io.cfguardian.domain.command.IdentityCommand.Purge;
import io.cfguardian.domain.command.IdentityCommand.PutMember;
import io.cfguardian.domain.command.IdentityCommand.RefreshSession;
import io.cfguardian.domain.command.IdentityCommand.RegisterUser;
import io.cfguardian.domain.command.IdentityCommand.RehashPassword;
import io.cfguardian.domain.command.IdentityCommand.RemoveMember;
import io.cfguardian.domain.command.IdentityCommand.RevokeToken;
import io.cfguardian.domain.command.IdentityCommand.RewrapDataKey;
import io.cfguardian.domain.command.IdentityCommand.RotateSigningKey;
import io.cfguardian.domain.command.IdentityCommand.RotateToken;
import io.cfguardian.domain.command.IdentityCommand.SetPassword;
import io.cfguardian.domain.command.IdentityCommand.Unlock;
import io.cfguardian.domain.command.IdentityCommand.UpdateUser;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.domain.state.State;

/** Decides what is asked about identity, by handing it to whoever knows that part. */
final class IdentityDecider {

    private static final Source NOWHERE = new Source("", "");

    private final State state;
    private final Stamp stamp;
    private final Source source;

    /** @param stamp the commit that will be made if there is one */
    IdentityDecider(State state, Stamp stamp, Envelope envelope) {
        this.state = state;
        this.stamp = stamp;
        Source known = envelope.source();
        this.source = known == null ? NOWHERE : known;
    }

    Decision decide(IdentityCommand command) {
        return switch (command) {
            case Bootstrap c -> new KeyDecider(state, stamp).decide(c);
            case RotateSigningKey c -> new KeyDecider(state, stamp).decide(c);
            case RewrapDataKey c -> new KeyDecider(state, stamp).decide(c);
            case CreateUser c -> new UserDecider(state, stamp).decide(c);
            case RegisterUser c -> new UserDecider(state, stamp).decide(c);
            case UpdateUser c -> new UserDecider(state, stamp).decide(c);
            case DeleteUser c -> new UserDecider(state, stamp).decide(c);
            case SetPassword c -> new UserDecider(state, stamp).decide(c);
            case RehashPassword c -> new UserDecider(state, stamp).decide(c);
            case LinkIdentity c -> new UserDecider(state, stamp).decide(c);
            case EnrolFactor c -> new FactorDecider(state, stamp).decide(c);
            case ActivateFactor c -> new FactorDecider(state, stamp).decide(c);
            case DisableFactor c -> new FactorDecider(state, stamp).decide(c);
            case ChargeLogin c -> new SessionDecider(state, stamp, source).decide(c);
            case Unlock c -> new SessionDecider(state, stamp, source).decide(c);
            case OpenSession c -> new SessionDecider(state, stamp, source).decide(c);
            case RefreshSession c -> new SessionDecider(state, stamp, source).decide(c);
            case CloseSessions c -> new SessionDecider(state, stamp, source).decide(c);
            case PutMember c -> new MemberDecider(state, stamp).decide(c);
            case RemoveMember c -> new MemberDecider(state, stamp).decide(c);
            case IssueToken c -> new MemberDecider(state, stamp).decide(c);
            case RotateToken c -> new MemberDecider(state, stamp).decide(c);
            case RevokeToken c -> new MemberDecider(state, stamp).decide(c);
            case Observe c -> new HousekeepingDecider(state, stamp).decide(c);
            case Purge c -> new HousekeepingDecider(state, stamp).decide(c);
            case AdvanceDelivery c -> new HousekeepingDecider(state, stamp).decide(c);
        };
    }
}
