package io.cfguardian.app.identity.member;

import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.ServiceToken;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.revision.Stamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A service token as a project's administrators see it: without anything of its secret.
 *
 * @param grant its roles, null when they were taken away
 * @param expires when it ends, null for never
 * @param lastUsed about when it was last used, null for never
 * @param rotated when it got its secret
 * @param previousUntil until when the secret before serves too, null for not at all
 */
public record Credential(
        ServiceTokenId id,
        String description,
        @Nullable Grant grant,
        @Nullable Instant expires,
        @Nullable Instant lastUsed,
        Stamp created,
        Instant rotated,
        @Nullable Instant previousUntil) {

    static Credential of(ServiceToken token, @Nullable Grant grant) {
        ServiceToken.Previous previous = token.previous();
        return new Credential(
                token.id(),
                token.description(),
                grant,
                token.expires(),
                token.lastUsed(),
                token.created(),
                token.rotated(),
                previous == null ? null : previous.until());
    }

    /** A token as the commit {@code stamp} made it. */
    public static Credential created(ServiceTokens.NewToken token, Stamp stamp) {
        return new Credential(
                token.id(), token.description(), token.grant(), token.expires(), null, stamp, stamp.time(), null);
    }
}
