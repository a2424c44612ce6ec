package io.cfguardian.domain.command;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.bytes.Unicode;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.FactorProof;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.PasswordHash;
import io.cfguardian.domain.identity.Sealed;
import io.cfguardian.domain.identity.SecondFactor;
import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.identity.User.Status;
import io.cfguardian.domain.key.FederatedId;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.SigningKeyId;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.revision.Revision;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about users, sessions, members, tokens and keys. Secrets come hashed or sealed; whatever is random was drawn
 * by the node that proposes.
 */
public sealed interface IdentityCommand extends Command {

    /**
     * Makes the first administrator, the data key and the first signing key; keeps everything when there is a user already.
     */
    record Bootstrap(
            UserId user, EmailAddress email, PasswordHash password, String master, Sealed dataKey, KeyPair signingKey)
            implements IdentityCommand {}

    /** A key pair that was just made; the parts are those of {@link io.cfguardian.domain.identity.SigningKey}. */
    record KeyPair(SigningKeyId id, Bytes publicKey, Sealed privateKey) {}

    /** Makes a user. */
    record CreateUser(
            UserId user,
            @Nullable EmailAddress email,
            String name,
            boolean administrator,
            @Nullable PasswordHash password,
            @Nullable FederatedId identity)
            implements IdentityCommand {
        public CreateUser {
            checkName(name);
        }
    }

    /**
     * Makes a user for somebody whom nobody knows, without a role. When another user has the address, it is recorded that
     * somebody tried: the two are alike but for what the state holds afterwards.
     *
     * @param status disabled when an administrator is to have a look first
     */
    record RegisterUser(UserId user, EmailAddress email, PasswordHash password, Status status)
            implements IdentityCommand {
        public RegisterUser {
            if (status == Status.DELETED) {
                throw new IllegalArgumentException("a user is deleted by DeleteUser");
            }
        }
    }

    /** Changes a user; what is null stays. Disabling ends its sessions. */
    record UpdateUser(
            UserId user,
            @Nullable EmailAddress email,
            @Nullable String name,
            @Nullable Status status,
            @Nullable Boolean administrator)
            implements IdentityCommand {
        public UpdateUser {
            if (name != null) {
                checkName(name);
            }
            if (status == Status.DELETED) {
                throw new IllegalArgumentException("a user is deleted by DeleteUser");
            }
        }
    }

    /** Forgets the person; the id stays taken. */
    record DeleteUser(UserId user) implements IdentityCommand {}

    /**
     * Gives a user another password and ends its sessions.
     *
     * @param checked the user's credentials on which the old password was checked, null when an administrator sets it
     * @param keep the one session that goes on, null for none
     * @param account whose attempts to sign in are forgotten, null for nobody's
     */
    record SetPassword(
            UserId user,
            PasswordHash password,
            @Nullable Revision checked,
            @Nullable SessionId keep,
            @Nullable Hash account)
            implements IdentityCommand {}

    /**
     * Keeps a user's password in another form, because hashing is done in another way than when it was set. The password is the
     * same, so whatever was proved with it goes on.
     *
     * @param checked the user's credentials on which the password was checked
     */
    record RehashPassword(UserId user, PasswordHash password, Revision checked) implements IdentityCommand {}

    /** Remembers who a user is at a provider. */
    record LinkIdentity(UserId user, FederatedId identity) implements IdentityCommand {}

    /** Counts an attempt to sign in, before it is looked at. */
    record ChargeLogin(Hash account) implements IdentityCommand {}

    /** Forgets the attempts to sign in. */
    record Unlock(UserId user, Hash account) implements IdentityCommand {}

    /**
     * Signs a user in.
     *
     * @param account whose attempts are forgotten, null when there were none to count
     * @param checked the user's credentials on which the proofs were checked
     * @param proof what was shown of the second factor
     */
    record OpenSession(
            UserId user,
            SessionId session,
            @Nullable Hash account,
            Revision checked,
            FactorProof proof,
            Session.Method method,
            Session.Reach reach,
            Hash family,
            Hash secret,
            Duration lifetime)
            implements IdentityCommand {
        public OpenSession {
            lifetime = lifetime.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /**
     * Gives a session its next refresh token, or ends it when the presented token is not the newest: then somebody else has it too.
     *
     * @param family the digest of the family secret that was presented
     * @param presented the digest of the token's own secret that was presented
     */
    record RefreshSession(UserId user, SessionId session, Hash family, Hash presented, Hash next, Duration lifetime)
            implements IdentityCommand {
        public RefreshSession {
            lifetime = lifetime.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /**
     * Ends sessions of a user.
     *
     * @param only the one to end, null for all
     */
    record CloseSessions(UserId user, @Nullable SessionId only) implements IdentityCommand {}

    /** Prepares a second factor; nothing changes for sign-ins until it is activated. */
    record EnrolFactor(UserId user, Sealed secret) implements IdentityCommand {}

    /**
     * Has a prepared second factor asked for from now on. A session that reached the own account only reaches everything.
     *
     * @param secret the prepared secret that the code was checked on
     * @param step the time step of the code that was shown
     * @param recoveryCodes digests
     */
    record ActivateFactor(UserId user, Sealed secret, long step, List<Hash> recoveryCodes) implements IdentityCommand {
        public ActivateFactor {
            recoveryCodes = List.copyOf(recoveryCodes);
            if (recoveryCodes.size() > SecondFactor.Active.RECOVERY_CODES) {
                throw new IllegalArgumentException("at most 10 recovery codes, got " + recoveryCodes.size());
            }
        }
    }

    /**
     * Has no second factor asked for.
     *
     * @param proof what the user showed of it; none when an administrator takes it away
     */
    record DisableFactor(UserId user, FactorProof proof) implements IdentityCommand {}

    /** Gives a member its roles, in place of those it had. */
    record PutMember(MemberId id, Grant grant) implements IdentityCommand {}

    /** Takes all roles of a member away. */
    record RemoveMember(MemberId id) implements IdentityCommand {}

    /** Makes a service token with its roles. */
    record IssueToken(
            ServiceTokenId id,
            String description,
            Hash secret,
            @Nullable Instant expires,
            Grant grant) implements IdentityCommand {
        public IssueToken {
            checkText(description, Limit.DESCRIPTION_CHARS.max());
            expires = truncated(expires);
        }
    }

    /** Gives a service token another secret; the one before serves for {@code overlap} more. */
    record RotateToken(
            ServiceTokenId id,
            Hash secret,
            Duration overlap,
            @Nullable Instant expires) implements IdentityCommand {
        /** The longest overlap. */
        public static final Duration OVERLAP_MAX = Duration.ofDays(7);

        public RotateToken {
            if (overlap.isNegative() || overlap.compareTo(OVERLAP_MAX) > 0) {
                throw new IllegalArgumentException("an overlap is 0 to 7 days, got " + overlap);
            }
            overlap = overlap.truncatedTo(ChronoUnit.MILLIS);
            expires = truncated(expires);
        }
    }

    /** Ends a service token and its roles. */
    record RevokeToken(ServiceTokenId id) implements IdentityCommand {}

    /**
     * Has another key sign access tokens.
     *
     * @param current the one that signs now, so that two nodes do not both rotate
     * @param overlap how long tokens of the current one may still be around
     */
    record RotateSigningKey(SigningKeyId current, KeyPair next, Duration overlap) implements IdentityCommand {
        public RotateSigningKey {
            overlap = overlap.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** Puts the data key under another master secret. */
    record RewrapDataKey(String current, String next, Sealed dataKey) implements IdentityCommand {}

    /**
     * Records what nodes saw and what changed nothing else.
     *
     * @param events at most {@link #BATCH_MAX}, in order
     * @param used tokens that were used since they were last recorded, at most {@link #BATCH_MAX}
     */
    record Observe(List<Seen> events, List<ServiceTokenId> used) implements IdentityCommand {
        /** The most of each. */
        public static final int BATCH_MAX = 256;

        public Observe {
            events = List.copyOf(events);
            used = List.copyOf(used);
            if (events.size() > BATCH_MAX || used.size() > BATCH_MAX) {
                throw new IllegalArgumentException("at most " + BATCH_MAX + " observations and tokens");
            }
        }
    }

    /** An observation and when it was made, by the observing node's clock. */
    record Seen(Instant time, SecurityEvent.Observation observation) {
        public Seen {
            time = time.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /**
     * Removes what has ended by itself. What has not, or was removed meanwhile, is left alone.
     *
     * @param sessions candidates
     * @param tokens candidates
     * @param accounts candidates
     * @param eventsBefore security events from before this time are removed, oldest first, at most {@link #BATCH_MAX}
     */
    record Purge(
            List<UserSession> sessions,
            List<ServiceTokenId> tokens,
            List<Hash> accounts,
            @Nullable Instant eventsBefore)
            implements IdentityCommand {
        /** The most of each. */
        public static final int BATCH_MAX = 1_000;

        public Purge {
            sessions = List.copyOf(sessions);
            tokens = List.copyOf(tokens);
            accounts = List.copyOf(accounts);
            if (sessions.size() > BATCH_MAX || tokens.size() > BATCH_MAX || accounts.size() > BATCH_MAX) {
                throw new IllegalArgumentException("at most " + BATCH_MAX + " of each");
            }
            eventsBefore = truncated(eventsBefore);
        }
    }

    /**
     * Notes that the receiver of security events has taken some.
     *
     * @param from the sequence number of the first of them
     * @param next the one after the last of them; {@code from} itself notes where delivery begins
     */
    record AdvanceDelivery(long from, long next) implements IdentityCommand {
        public AdvanceDelivery {
            if (from < 0 || next < from) {
                throw new IllegalArgumentException(
                        "events are taken from 0 <= from <= next, got " + from + " and " + next);
            }
        }
    }

    /** A session of a user. */
    record UserSession(UserId user, SessionId session) {}

    /** Times are milliseconds in the log; one that were finer before would be another after. */
    private static @Nullable Instant truncated(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }

    private static void checkName(String name) {
        checkText(name, User.NAME_CHARS_MAX);
    }

    private static void checkText(String text, long charsMax) {
        if (text.length() > charsMax || text.chars().anyMatch(Character::isISOControl) || !Unicode.isWellFormed(text)) {
            throw new IllegalArgumentException("a text has at most " + charsMax + " printable characters");
        }
    }
}
