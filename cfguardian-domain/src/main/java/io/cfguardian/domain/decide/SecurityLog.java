package io.cfguardian.domain.decide;

import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.IdentityCommand.Observe;
import io.cfguardian.domain.command.IdentityCommand.OpenSession;
import io.cfguardian.domain.command.IdentityCommand.RegisterUser;
import io.cfguardian.domain.event.ClusterEvent;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.event.IdentityEvent;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.FactorProof;
import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.identity.SecurityEvent.Observation;
import io.cfguardian.domain.key.ClusterPart;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.IdentityPart;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.NodeId;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.Subject;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.domain.state.Head;
import io.cfguardian.domain.state.State;
import io.cfguardian.domain.state.StateWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the security events of commits: those that follow from what changed, and those that nodes observed. */
final class SecurityLog {

    private final State state;
    private final StateWriter writer;
    private final Envelope envelope;

    SecurityLog(State state, StateWriter writer, Envelope envelope) {
        this.state = state;
        this.writer = writer;
        this.envelope = envelope;
    }

    void record(Stamp stamp, List<Event> events) {
        for (Event event : events) {
            if (event instanceof IdentityEvent identity) {
                record(stamp, identity);
            } else if (event instanceof ClusterEvent cluster) {
                record(stamp, cluster);
            }
        }
        if (envelope.command() instanceof Observe(var seen, var ignored)) {
            seen.forEach(one -> append(one.time(), one.observation(), stamp));
        }
    }

    private void record(Stamp stamp, IdentityEvent event) {
        @Nullable Kind kind = kind(event);
        if (kind != null) {
            Subject subject = event.subject();
            Observation observation = new Observation(
                    kind,
                    principal(event),
                    subject.owner().orElse(null),
                    envelope.source(),
                    envelope.requestId().value(),
                    detail(event));
            append(stamp.time(), observation, stamp);
        }
        if (event instanceof IdentityEvent.SessionOpened opened
                && envelope.command() instanceof OpenSession open
                && open.proof() instanceof FactorProof.Recovery) {
            append(
                    stamp.time(),
                    new Observation(
                            Kind.RECOVERY_CODE_USED,
                            opened.subject().principal(),
                            null,
                            envelope.source(),
                            envelope.requestId().value(),
                            ""),
                    stamp);
        }
    }

    private void record(Stamp stamp, ClusterEvent event) {
        Observation observation = new Observation(
                Kind.CLUSTER_CHANGED,
                envelope.principal(),
                null,
                envelope.source(),
                envelope.requestId().value(),
                detail(event));
        append(stamp.time(), observation, stamp);
    }

    private void append(Instant time, Observation observation, Stamp stamp) {
        Head head = state.head();
        if (head.securityEvents().size() >= Limit.SECURITY_EVENTS.max()) {
            writer.remove(EntityKey.ofSecurityEvent(head.securityEvents().first()));
            head = head.withSecurityEvents(head.securityEvents().shrink());
        }
        writer.put(new SecurityEvent(head.securityEvents().next(), time, observation, stamp.revision()));
        writer.head(head.withSecurityEvents(head.securityEvents().grow()));
    }

    /** What kind of security event an event is; null for none. */
    private @Nullable Kind kind(IdentityEvent event) {
        return switch (event) {
            case IdentityEvent.UserCreated ignored ->
                envelope.command() instanceof RegisterUser ? Kind.USER_REGISTERED : Kind.USER_CREATED;
            case IdentityEvent.UserUpdated ignored -> Kind.USER_CHANGED;
            case IdentityEvent.UserDeleted ignored -> Kind.USER_DELETED;
            case IdentityEvent.PasswordSet ignored -> Kind.PASSWORD_CHANGED;
            case IdentityEvent.PasswordRehashed ignored -> null;
            case IdentityEvent.RegistrationRefused ignored -> Kind.REGISTRATION_REFUSED;
            case IdentityEvent.IdentityLinked ignored -> Kind.USER_CHANGED;
            case IdentityEvent.LoginCharged charged -> charged.lockedUntil() == null ? null : Kind.ACCOUNT_LOCKED;
            case IdentityEvent.Unlocked ignored -> Kind.ACCOUNT_UNLOCKED;
            case IdentityEvent.SessionOpened ignored -> Kind.LOGIN_SUCCEEDED;
            case IdentityEvent.SessionRefreshed ignored -> Kind.SESSION_REFRESHED;
            case IdentityEvent.RefreshReused ignored -> Kind.REFRESH_TOKEN_REUSED;
            case IdentityEvent.SessionsClosed closed ->
                closed.sessions().size() == 1 ? Kind.SESSION_REVOKED : Kind.SESSIONS_REVOKED;
            case IdentityEvent.FactorEnrolled ignored -> null;
            case IdentityEvent.FactorActivated ignored -> Kind.MFA_ENROLLED;
            case IdentityEvent.FactorDisabled ignored -> Kind.MFA_DISABLED;
            case IdentityEvent.MemberPut ignored -> Kind.ROLE_CHANGED;
            case IdentityEvent.MemberRemoved ignored -> Kind.ROLE_CHANGED;
            case IdentityEvent.TokenIssued ignored -> Kind.TOKEN_ISSUED;
            case IdentityEvent.TokenRotated ignored -> Kind.TOKEN_ROTATED;
            case IdentityEvent.TokenRevoked ignored -> Kind.TOKEN_REVOKED;
            case IdentityEvent.SigningKeyRotated ignored -> Kind.KEY_ROTATED;
            case IdentityEvent.DataKeyWrapped ignored -> Kind.MASTER_SECRET_CHANGED;
            case IdentityEvent.Observed ignored -> null;
            case IdentityEvent.Purged ignored -> Kind.PURGED;
            // Events about the delivery of events would never end.
            case IdentityEvent.EventsDelivered ignored -> null;
        };
    }

    /** Whom it is about. */
    private @Nullable Principal principal(IdentityEvent event) {
        return switch (event.subject()) {
            case UserId user -> user.principal();
            case MemberId member -> member.principal();
            case ServiceTokenId token -> token.principal();
            case IdentityPart ignored -> null;
            case NodeId ignored -> null;
            case ClusterPart ignored -> null;
            case ProjectKey ignored -> null;
            case EnvironmentId ignored -> null;
            case DocumentId ignored -> null;
        };
    }

    private static String detail(ClusterEvent event) {
        return switch (event) {
            case ClusterEvent.ClusterFounded e -> e.nodes().size() + " nodes, format " + e.format();
            case ClusterEvent.FormatRaised e -> "format " + e.format();
            case ClusterEvent.NodeAdded e -> e.subject() + " is to join";
            case ClusterEvent.NodePromoted e -> e.subject() + " is to vote";
            case ClusterEvent.NodeJoined e -> e.subject() + " has joined";
            case ClusterEvent.NodeLeaving e -> e.subject() + " is to leave";
            case ClusterEvent.NodeRemoved e -> e.subject() + " has left";
        };
    }

    /** Who did it, when that is somebody else. */
    private String detail(IdentityEvent event) {
        Principal author = envelope.principal();
        return author.equals(principal(event)) ? "" : "by " + author.name();
    }
}
