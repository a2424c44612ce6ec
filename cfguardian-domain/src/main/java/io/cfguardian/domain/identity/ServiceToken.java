package io.cfguardian.domain.identity;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.revision.Stamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A service's credential. Its roles are a {@link Membership} of their own, so a rotation leaves them alone.
 *
 * @param description for people
 * @param secret the digest of its secret
 * @param previous the secret before the last rotation, null when it is void
 * @param expires when it ends, null for never
 * @param lastUsed about when it was last used, null for never; written in batches, so up to minutes late
 * @param created the commit that made it
 * @param rotated log time of the last rotation, at first of the creation
 */
public record ServiceToken(
        ServiceTokenId id,
        String description,
        Hash secret,
        @Nullable Previous previous,
        @Nullable Instant expires,
        @Nullable Instant lastUsed,
        Stamp created,
        Instant rotated)
        implements Entity {

    /** The secret before the last rotation, which still serves until a time. */
    public record Previous(Hash secret, Instant until) {}

    @Override
    public EntityKey<ServiceToken> key() {
        return EntityKey.of(id);
    }

    /** Whether it has ended by itself. */
    public boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    /** Whether a secret of this digest serves now. The digests are of secrets that cannot be guessed. */
    public boolean accepts(Hash presented, Instant now) {
        return !isExpired(now)
                && (secret.equals(presented)
                        || (previous != null && previous.secret().equals(presented) && now.isBefore(previous.until())));
    }

    /** This token with another secret, the one before serving until {@code overlapEnds}. */
    public ServiceToken rotate(Hash next, Instant overlapEnds, @Nullable Instant newExpires, Instant now) {
        return new ServiceToken(
                id, description, next, new Previous(secret, overlapEnds), newExpires, lastUsed, created, now);
    }

    /** This token, used. */
    public ServiceToken use(Instant now) {
        return new ServiceToken(id, description, secret, previous, expires, now, created, rotated);
    }
}
