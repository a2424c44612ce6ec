package io.cfguardian.raft.codec;

import com.google.protobuf.ByteString;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.identity.Sealed;
import io.cfguardian.domain.identity.Session.Method;
import io.cfguardian.domain.identity.Session.Reach;
import io.cfguardian.domain.identity.User.Status;
import io.cfguardian.domain.key.FederatedId;
import io.cfguardian.raft.codec.proto.IdentityMessages;

/** The forms of the small values that users, sessions and keys are made of. */
final class StandingForm {

    private StandingForm() {}

    static ByteString write(Bytes bytes) {
        return ByteString.copyFrom(bytes.asByteBuffer());
    }

    static Bytes bytes(ByteString bytes) {
        return Bytes.of(bytes.toByteArray());
    }

    static ByteString write(Sealed secret) {
        return write(secret.bytes());
    }

    static Sealed sealed(ByteString bytes) {
        return new Sealed(bytes(bytes));
    }

    static IdentityMessages.Choice choice(boolean value) {
        return value ? IdentityMessages.Choice.CHOICE_YES : IdentityMessages.Choice.CHOICE_NO;
    }

    static boolean read(IdentityMessages.Choice choice, int number) {
        return switch (choice) {
            case CHOICE_NO -> false;
            case CHOICE_YES -> true;
            case CHOICE_UNSPECIFIED, UNRECOGNIZED -> throw ValueForm.unknown("choice", number);
        };
    }

    static IdentityMessages.FederatedId write(FederatedId id) {
        return IdentityMessages.FederatedId.newBuilder()
                .setProvider(id.provider())
                .setSubject(id.subject())
                .build();
    }

    static FederatedId read(IdentityMessages.FederatedId message) {
        return new FederatedId(message.getProvider(), message.getSubject());
    }

    static IdentityMessages.UserStatus write(Status status) {
        return switch (status) {
            case ACTIVE -> IdentityMessages.UserStatus.USER_STATUS_ACTIVE;
            case DISABLED -> IdentityMessages.UserStatus.USER_STATUS_DISABLED;
            case DELETED -> IdentityMessages.UserStatus.USER_STATUS_DELETED;
        };
    }

    static Status read(IdentityMessages.UserStatus status, int number) {
        return switch (status) {
            case USER_STATUS_ACTIVE -> Status.ACTIVE;
            case USER_STATUS_DISABLED -> Status.DISABLED;
            case USER_STATUS_DELETED -> Status.DELETED;
            case USER_STATUS_UNSPECIFIED, UNRECOGNIZED -> throw ValueForm.unknown("user's status", number);
        };
    }

    static IdentityMessages.SessionMethod write(Method method) {
        return switch (method) {
            case PASSWORD -> IdentityMessages.SessionMethod.SESSION_METHOD_PASSWORD;
            case PASSWORD_AND_CODE -> IdentityMessages.SessionMethod.SESSION_METHOD_PASSWORD_AND_CODE;
            case PASSWORD_AND_RECOVERY_CODE -> IdentityMessages.SessionMethod.SESSION_METHOD_PASSWORD_AND_RECOVERY_CODE;
            case PROVIDER -> IdentityMessages.SessionMethod.SESSION_METHOD_PROVIDER;
        };
    }

    static Method read(IdentityMessages.SessionMethod method, int number) {
        return switch (method) {
            case SESSION_METHOD_PASSWORD -> Method.PASSWORD;
            case SESSION_METHOD_PASSWORD_AND_CODE -> Method.PASSWORD_AND_CODE;
            case SESSION_METHOD_PASSWORD_AND_RECOVERY_CODE -> Method.PASSWORD_AND_RECOVERY_CODE;
            case SESSION_METHOD_PROVIDER -> Method.PROVIDER;
            case SESSION_METHOD_UNSPECIFIED, UNRECOGNIZED -> throw ValueForm.unknown("session's method", number);
        };
    }

    static IdentityMessages.SessionReach write(Reach reach) {
        return switch (reach) {
            case FULL -> IdentityMessages.SessionReach.SESSION_REACH_FULL;
            case OWN_ACCOUNT -> IdentityMessages.SessionReach.SESSION_REACH_OWN_ACCOUNT;
        };
    }

    static Reach read(IdentityMessages.SessionReach reach, int number) {
        return switch (reach) {
            case SESSION_REACH_FULL -> Reach.FULL;
            case SESSION_REACH_OWN_ACCOUNT -> Reach.OWN_ACCOUNT;
            case SESSION_REACH_UNSPECIFIED, UNRECOGNIZED -> throw ValueForm.unknown("session's reach", number);
        };
    }
}
