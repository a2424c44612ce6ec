package io.cfguardian.domain.event;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.key.IdentityPart;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.SigningKeyId;
import io.cfguardian.domain.key.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a commit did to users, sessions, members, tokens and keys. Events are kept for ever, so they name no person and hold no
 * secret: e-mail addresses, names, hashes and sealed keys are in the state alone, and go when they are removed there.
 */
public sealed interface IdentityEvent extends Event {

    /** A user was made. */
    record UserCreated(UserId subject, boolean administrator) implements IdentityEvent {}

    /** A user's profile or standing changed; the standing as it is now. */
    record UserUpdated(UserId subject, User.Status status, boolean administrator) implements IdentityEvent {}

    /** A user was deleted. */
    record UserDeleted(UserId subject) implements IdentityEvent {}

    /** A user has another password. */
    record PasswordSet(UserId subject) implements IdentityEvent {}

    /** A user's password is kept in another form; it is the same password. */
    record PasswordRehashed(UserId subject) implements IdentityEvent {}

    /** Somebody tried to register with the e-mail address that this user has. */
    record RegistrationRefused(UserId subject) implements IdentityEvent {}

    /** A user can sign in through a provider. */
    record IdentityLinked(UserId subject, String provider) implements IdentityEvent {}

    /**
     * Somebody is trying to sign in.
     *
     * @param account see {@link io.cfguardian.domain.identity.LoginAttempts}
     * @param lockedUntil until when no further attempt is let in, null for not at all
     */
    record LoginCharged(
            Hash account, int failures, @Nullable Instant lockedUntil) implements IdentityEvent {
        @Override
        public IdentityPart subject() {
            return IdentityPart.LOGINS;
        }
    }

    /** The attempts to sign in as a user were forgotten. */
    record Unlocked(UserId subject) implements IdentityEvent {}

    /** A user signed in. */
    record SessionOpened(UserId subject, SessionId session, Session.Method method) implements IdentityEvent {}

    /** A session got its next refresh token. */
    record SessionRefreshed(UserId subject, SessionId session) implements IdentityEvent {}

    /** An old refresh token was presented again; the session was ended. */
    record RefreshReused(UserId subject, SessionId session) implements IdentityEvent {}

    /** Sessions were ended. */
    record SessionsClosed(UserId subject, List<SessionId> sessions) implements IdentityEvent {
        public SessionsClosed {
            sessions = List.copyOf(sessions);
        }
    }

    /** A second factor was prepared. */
    record FactorEnrolled(UserId subject) implements IdentityEvent {}

    /** A second factor is asked for from now on. */
    record FactorActivated(UserId subject) implements IdentityEvent {}

    /** No second factor is asked for any more. */
    record FactorDisabled(UserId subject) implements IdentityEvent {}

    /** A member has these roles. */
    record MemberPut(MemberId subject, Grant grant) implements IdentityEvent {}

    /** A member has no role any more. */
    record MemberRemoved(MemberId subject) implements IdentityEvent {}

    /** A service token was made. */
    record TokenIssued(ServiceTokenId subject, @Nullable Instant expires) implements IdentityEvent {}

    /** A service token has another secret. */
    record TokenRotated(ServiceTokenId subject, @Nullable Instant expires) implements IdentityEvent {}

    /** A service token was ended. */
    record TokenRevoked(ServiceTokenId subject) implements IdentityEvent {}

    /** Another key signs. */
    record SigningKeyRotated(SigningKeyId key) implements IdentityEvent {
        @Override
        public IdentityPart subject() {
            return IdentityPart.KEYS;
        }
    }

    /** The data key is sealed under the master secret of this name. */
    record DataKeyWrapped(String master) implements IdentityEvent {
        @Override
        public IdentityPart subject() {
            return IdentityPart.KEYS;
        }
    }

    /**
     * Observations of nodes were recorded.
     *
     * @param events how many security events
     * @param used how many uses of service tokens
     */
    record Observed(int events, int used) implements IdentityEvent {
        @Override
        public IdentityPart subject() {
            return IdentityPart.SECURITY_LOG;
        }
    }

    /** What had ended was removed: so many of each. */
    record Purged(int sessions, int tokens, int accounts, int events) implements IdentityEvent {
        @Override
        public IdentityPart subject() {
            return IdentityPart.SECURITY_LOG;
        }
    }

    /**
     * Security events were handed to their receiver.
     *
     * @param next the sequence number of the first that it has not taken
     * @param lost how many were removed before it took them, since delivery began
     */
    record EventsDelivered(long next, long lost) implements IdentityEvent {
        @Override
        public IdentityPart subject() {
            return IdentityPart.SECURITY_LOG;
        }
    }
}
