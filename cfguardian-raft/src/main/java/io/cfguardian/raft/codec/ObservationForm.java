package io.cfguardian.raft.codec;

import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.identity.SecurityEvent.Observation;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.raft.codec.proto.IdentityMessages;

/** The forms of what nodes observe. */
final class ObservationForm {

    private ObservationForm() {}

    static IdentityMessages.Observation write(Observation observation) {
        IdentityMessages.Observation.Builder message = IdentityMessages.Observation.newBuilder()
                .setKind(write(observation.kind()))
                .setRequestId(ValueForm.text(observation.requestId()))
                .setDetail(ValueForm.text(observation.detail()));
        if (observation.principal() != null) {
            message.setPrincipal(ValueForm.write(observation.principal()));
        }
        if (observation.project() != null) {
            message.setProject(observation.project().value());
        }
        if (observation.source() != null) {
            message.setSource(ActorForm.write(observation.source()));
        }
        return message.build();
    }

    static Observation read(IdentityMessages.Observation message) {
        return new Observation(
                read(message.getKind(), message.getKindValue()),
                message.hasPrincipal() ? new Principal(message.getPrincipal()) : null,
                message.hasProject() ? new ProjectKey(message.getProject()) : null,
                message.hasSource() ? ActorForm.read(message.getSource()) : null,
                message.getRequestId(),
                message.getDetail());
    }

    private static IdentityMessages.Observation.Kind write(Kind kind) {
        return switch (kind) {
            case LOGIN_SUCCEEDED -> IdentityMessages.Observation.Kind.KIND_LOGIN_SUCCEEDED;
            case LOGIN_FAILED -> IdentityMessages.Observation.Kind.KIND_LOGIN_FAILED;
            case ACCOUNT_LOCKED -> IdentityMessages.Observation.Kind.KIND_ACCOUNT_LOCKED;
            case ACCOUNT_UNLOCKED -> IdentityMessages.Observation.Kind.KIND_ACCOUNT_UNLOCKED;
            case MFA_ENROLLED -> IdentityMessages.Observation.Kind.KIND_MFA_ENROLLED;
            case MFA_DISABLED -> IdentityMessages.Observation.Kind.KIND_MFA_DISABLED;
            case MFA_FAILED -> IdentityMessages.Observation.Kind.KIND_MFA_FAILED;
            case RECOVERY_CODE_USED -> IdentityMessages.Observation.Kind.KIND_RECOVERY_CODE_USED;
            case PASSWORD_CHANGED -> IdentityMessages.Observation.Kind.KIND_PASSWORD_CHANGED;
            case SESSION_REFRESHED -> IdentityMessages.Observation.Kind.KIND_SESSION_REFRESHED;
            case SESSION_REVOKED -> IdentityMessages.Observation.Kind.KIND_SESSION_REVOKED;
            case SESSIONS_REVOKED -> IdentityMessages.Observation.Kind.KIND_SESSIONS_REVOKED;
            case REFRESH_TOKEN_REUSED -> IdentityMessages.Observation.Kind.KIND_REFRESH_TOKEN_REUSED;
            case TOKEN_ISSUED -> IdentityMessages.Observation.Kind.KIND_TOKEN_ISSUED;
            case TOKEN_ROTATED -> IdentityMessages.Observation.Kind.KIND_TOKEN_ROTATED;
            case TOKEN_REVOKED -> IdentityMessages.Observation.Kind.KIND_TOKEN_REVOKED;
            case KEY_ROTATED -> IdentityMessages.Observation.Kind.KIND_KEY_ROTATED;
            case MASTER_SECRET_CHANGED -> IdentityMessages.Observation.Kind.KIND_MASTER_SECRET_CHANGED;
            case USER_CREATED -> IdentityMessages.Observation.Kind.KIND_USER_CREATED;
            case USER_CHANGED -> IdentityMessages.Observation.Kind.KIND_USER_CHANGED;
            case USER_DELETED -> IdentityMessages.Observation.Kind.KIND_USER_DELETED;
            case ROLE_CHANGED -> IdentityMessages.Observation.Kind.KIND_ROLE_CHANGED;
            case PERMISSION_DENIED -> IdentityMessages.Observation.Kind.KIND_PERMISSION_DENIED;
            case RATE_LIMITED -> IdentityMessages.Observation.Kind.KIND_RATE_LIMITED;
            case SSO_SUCCEEDED -> IdentityMessages.Observation.Kind.KIND_SSO_SUCCEEDED;
            case SSO_FAILED -> IdentityMessages.Observation.Kind.KIND_SSO_FAILED;
            case PURGED -> IdentityMessages.Observation.Kind.KIND_PURGED;
            case USER_REGISTERED -> IdentityMessages.Observation.Kind.KIND_USER_REGISTERED;
            case REGISTRATION_REFUSED -> IdentityMessages.Observation.Kind.KIND_REGISTRATION_REFUSED;
            case CLUSTER_CHANGED -> IdentityMessages.Observation.Kind.KIND_CLUSTER_CHANGED;
            case BACKUP_TAKEN -> IdentityMessages.Observation.Kind.KIND_BACKUP_TAKEN;
        };
    }

    private static Kind read(IdentityMessages.Observation.Kind kind, int number) {
        return switch (kind) {
            case KIND_LOGIN_SUCCEEDED -> Kind.LOGIN_SUCCEEDED;
            case KIND_LOGIN_FAILED -> Kind.LOGIN_FAILED;
            case KIND_ACCOUNT_LOCKED -> Kind.ACCOUNT_LOCKED;
            case KIND_ACCOUNT_UNLOCKED -> Kind.ACCOUNT_UNLOCKED;
            case KIND_MFA_ENROLLED -> Kind.MFA_ENROLLED;
            case KIND_MFA_DISABLED -> Kind.MFA_DISABLED;
            case KIND_MFA_FAILED -> Kind.MFA_FAILED;
            case KIND_RECOVERY_CODE_USED -> Kind.RECOVERY_CODE_USED;
            case KIND_PASSWORD_CHANGED -> Kind.PASSWORD_CHANGED;
            case KIND_SESSION_REFRESHED -> Kind.SESSION_REFRESHED;
            case KIND_SESSION_REVOKED -> Kind.SESSION_REVOKED;
            case KIND_SESSIONS_REVOKED -> Kind.SESSIONS_REVOKED;
            case KIND_REFRESH_TOKEN_REUSED -> Kind.REFRESH_TOKEN_REUSED;
            case KIND_TOKEN_ISSUED -> Kind.TOKEN_ISSUED;
            case KIND_TOKEN_ROTATED -> Kind.TOKEN_ROTATED;
            case KIND_TOKEN_REVOKED -> Kind.TOKEN_REVOKED;
            case KIND_KEY_ROTATED -> Kind.KEY_ROTATED;
            case KIND_MASTER_SECRET_CHANGED -> Kind.MASTER_SECRET_CHANGED;
            case KIND_USER_CREATED -> Kind.USER_CREATED;
            case KIND_USER_CHANGED -> Kind.USER_CHANGED;
            case KIND_USER_DELETED -> Kind.USER_DELETED;
            case KIND_ROLE_CHANGED -> Kind.ROLE_CHANGED;
            case KIND_PERMISSION_DENIED -> Kind.PERMISSION_DENIED;
            case KIND_RATE_LIMITED -> Kind.RATE_LIMITED;
            case KIND_SSO_SUCCEEDED -> Kind.SSO_SUCCEEDED;
            case KIND_SSO_FAILED -> Kind.SSO_FAILED;
            case KIND_PURGED -> Kind.PURGED;
            case KIND_USER_REGISTERED -> Kind.USER_REGISTERED;
            case KIND_REGISTRATION_REFUSED -> Kind.REGISTRATION_REFUSED;
            case KIND_CLUSTER_CHANGED -> Kind.CLUSTER_CHANGED;
            case KIND_BACKUP_TAKEN -> Kind.BACKUP_TAKEN;
            case KIND_UNSPECIFIED, UNRECOGNIZED -> throw ValueForm.unknown("observation", number);
        };
    }
}
