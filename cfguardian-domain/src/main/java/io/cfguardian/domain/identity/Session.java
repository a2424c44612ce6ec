package io.cfguardian.domain.identity;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.UserId;
import java.time.Duration;
import java.time.Instant;

/**
 * A signed-in device: the family of refresh tokens that follow one another. It ends by being removed; its access tokens end
 * with it.
 *
 * @param method how the user signed in
 * @param reach what it may be used for
 * @param family the digest of the secret that all its refresh tokens share
 * @param secret the digest of the newest refresh token's own secret; an older token is right about the family and wrong about this
 * @param source from where it was opened
 * @param opened log time
 * @param refreshed log time of the last refresh, at first of the opening
 * @param expires when it ends unless it is refreshed before
 */
public record Session(
        UserId user,
        SessionId id,
        Method method,
        Reach reach,
        Hash family,
        Hash secret,
        Source source,
        Instant opened,
        Instant refreshed,
        Instant expires)
        implements Entity {

    /** However often it is refreshed, it ends so long after it was opened. */
    public static final Duration LIFETIME_MAX = Duration.ofDays(90);

    /** How a user signed in. */
    public enum Method {
        PASSWORD,
        PASSWORD_AND_CODE,
        PASSWORD_AND_RECOVERY_CODE,
        PROVIDER
    }

    /** What a session may be used for. */
    public enum Reach {
        /** Everything the user may do. */
        FULL,
        /** The user's own account only, until a second factor is set up. */
        OWN_ACCOUNT
    }

    @Override
    public EntityKey<Session> key() {
        return EntityKey.of(user, id);
    }

    /** Whether it has ended by itself. */
    public boolean isExpired(Instant now) {
        return !now.isBefore(expires);
    }

    /** This session with its next refresh token. */
    public Session rotate(Hash next, Instant now, Instant until) {
        return new Session(user, id, method, reach, family, next, source, opened, now, until);
    }

    /** This session for everything. */
    public Session widen() {
        return new Session(user, id, method, Reach.FULL, family, secret, source, opened, refreshed, expires);
    }
}
