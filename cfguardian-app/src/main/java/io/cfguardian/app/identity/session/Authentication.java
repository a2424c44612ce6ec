package io.cfguardian.app.identity.session;

import io.cfguardian.app.identity.key.KeyRing;
import io.cfguardian.app.identity.port.AccessClaims;
import io.cfguardian.app.identity.port.AccessTokenCodec;
import io.cfguardian.app.identity.port.ServiceTokenText;
import io.cfguardian.app.identity.port.Verification;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.domain.access.Rights;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.ServiceToken;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.TokenKey;
import io.cfguardian.domain.key.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who presents a bearer token. A session or service token that this node does not know may be one that it has not
 * heard of yet, so the first answer is given at once, and only a doubtful one is made sure of. Used by many threads.
 */
public final class Authentication {

    private final Replica replica;
    private final AccessTokenCodec codec;
    private final Consumer<ServiceTokenId> used;
    private final InstantSource clock;
    private final Duration timeout;

    /**
     * @param used told of each use of a service token; must be quick
     * @param timeout the longest time that making sure may take
     */
    public Authentication(
            Replica replica,
            AccessTokenCodec codec,
            Consumer<ServiceTokenId> used,
            InstantSource clock,
            Duration timeout) {
        this.replica = replica;
        this.codec = codec;
        this.used = used;
        this.clock = clock;
        this.timeout = timeout;
    }

    /** Who it is. */
    public sealed interface Finding {}

    /**
     * This actor.
     *
     * @param until when the proof ends at the latest, null for never
     */
    public record Recognised(Actor actor, @Nullable Instant until) implements Finding {}

    /** Nobody, as far as this node knows; {@link #makeSure} may find more. */
    public enum Unsure implements Finding {
        UNSURE
    }

    /** Nobody. */
    public enum Nobody implements Finding {
        NOBODY,
        /** It was a good token, and its time is over. */
        EXPIRED
    }

    /** Judges {@code token} by what this node knows. Does not block. */
    public Finding recognise(String token) {
        try (View view = replica.view()) {
            return token.startsWith(ServiceTokenText.PREFIX) ? service(token, view) : person(token, view);
        }
    }

    /** Judges {@code token} by all that was ever decided. Blocks the calling (virtual) thread. */
    public Finding makeSure(String token) {
        replica.awaitLinearizable(timeout);
        Finding finding = recognise(token);
        return finding == Unsure.UNSURE ? Nobody.NOBODY : finding;
    }

    private Finding person(String token, View view) {
        Instant now = clock.instant();
        return switch (codec.verifyAccess(token, KeyRing.trusted(view, now), now)) {
            case Verification.Valid<AccessClaims>(AccessClaims claims, String ignored) -> person(claims, view, now);
            case Verification.Expired<AccessClaims>() -> Nobody.EXPIRED;
            // It may be signed with a key that this node has not heard of yet.
            case Verification.Invalid<AccessClaims>(String ignored) ->
                token.chars().filter(c -> c == '.').count() == 2 ? Unsure.UNSURE : Nobody.NOBODY;
        };
    }

    private static Finding person(AccessClaims claims, View view, Instant now) {
        Actor.Person person = new Actor.Person(new UserId(claims.user()), new SessionId(claims.session()));
        Optional<Session> session = Rights.authentic(person, view);
        if (session.isEmpty()) {
            return Unsure.UNSURE;
        }
        return session.get().isExpired(now) ? Nobody.EXPIRED : new Recognised(person, claims.expiresAt());
    }

    private Finding service(String token, View view) {
        Optional<ServiceTokenText> text = ServiceTokenText.parse(token);
        Optional<TokenKey> key = text.flatMap(parsed -> TokenKey.parse(parsed.key()));
        if (text.isEmpty() || key.isEmpty()) {
            return Nobody.NOBODY;
        }
        ServiceTokenId id = new ServiceTokenId(text.get().project(), key.get());
        Optional<ServiceToken> known = view.find(EntityKey.of(id));
        Instant now = clock.instant();
        if (known.isEmpty() || !known.get().accepts(text.get().secret().sha256(), now)) {
            return Unsure.UNSURE;
        }
        used.accept(id);
        return new Recognised(new Actor.Service(id), known.get().expires());
    }
}
