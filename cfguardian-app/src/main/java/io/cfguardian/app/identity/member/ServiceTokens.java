package io.cfguardian.app.identity.member;

import io.cfguardian.app.identity.port.Secrets;
import io.cfguardian.app.identity.port.ServiceTokenText;
import io.cfguardian.app.read.Page;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.Reads;
import io.cfguardian.app.read.Reads.Hit;
import io.cfguardian.app.read.Reads.Lookup;
import io.cfguardian.app.read.Reads.Miss;
import io.cfguardian.app.read.Scan;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.app.write.WriteResult;
import io.cfguardian.app.write.Writes;
import io.cfguardian.app.write.Writes.Hopeless;
import io.cfguardian.app.write.Writes.Prepared;
import io.cfguardian.app.write.Writes.Ready;
import io.cfguardian.domain.access.Action;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.access.Place;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.command.IdentityCommand;
import io.cfguardian.domain.command.IdentityCommand.IssueToken;
import io.cfguardian.domain.command.IdentityCommand.RotateToken;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Membership;
import io.cfguardian.domain.identity.ServiceToken;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.TokenKey;
import io.cfguardian.domain.state.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of services. A secret is told once, to whoever asked for it; the state keeps its digest. Used by many
 * threads; blocks the calling (virtual) thread.
 */
public final class ServiceTokens {

    /** How far ahead the end of a token may lie. */
    public static final Duration LIFETIME_MAX = Duration.ofDays(730);

    private final Reads reads;
    private final Writes writes;
    private final Replica replica;
    private final Secrets secrets;
    private final InstantSource clock;

    public ServiceTokens(Reads reads, Writes writes, Replica replica, Secrets secrets, InstantSource clock) {
        this.reads = reads;
        this.writes = writes;
        this.replica = replica;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * A token to be made.
     *
     * @param expires null for never
     */
    public record NewToken(
            ServiceTokenId id, String description, @Nullable Instant expires, Grant grant) {}

    /**
     * What came of asking for a secret.
     *
     * @param secret the token as its service presents it; null when nothing was made, and in the answer to an earlier
     *     request, whose secret nobody knows any more
     */
    public record Handover(WriteResult result, @Nullable String secret) {

        @Override
        public String toString() {
            return "Handover[(hidden)]";
        }
    }

    /** A project's tokens after {@code after}. */
    public ReadResult<Page<Credential, TokenKey>> list(
            ReadRequest request, ProjectKey project, @Nullable TokenKey after, int limit) {
        return reads.run(request, administering(project), view -> {
            Page<ServiceToken, TokenKey> page = Scan.page(
                    after,
                    limit,
                    (last, count) -> view.list(
                            EntityRange.tokens(project)
                                    .after(last == null ? null : EntityKey.of(new ServiceTokenId(project, last))),
                            count),
                    token -> token.id().key(),
                    token -> true);
            return new Hit<>(new Page<>(
                    page.items().stream().map(token -> credential(token, view)).toList(), page.next()));
        });
    }

    /** One token. */
    public ReadResult<Credential> token(ReadRequest request, ServiceTokenId id) {
        return reads.run(
                request,
                administering(id.project()),
                view -> view.find(EntityKey.of(id))
                        .<Lookup<Credential>>map(token -> new Hit<>(credential(token, view)))
                        .orElseGet(() -> new Miss<>(new Refusal.NotFound(id))));
    }

    /** Makes a token with its roles. */
    public Handover issue(WriteRequest request, NewToken token) {
        Bytes secret = secrets.random(ServiceTokenText.SECRET_BYTES);
        WriteResult result = writes.run(request, token.id().project(), view -> {
            IssueToken command =
                    new IssueToken(token.id(), token.description(), secret.sha256(), token.expires(), token.grant());
            return ready(command, token.expires(), request, view);
        });
        return handover(result, token.id(), secret);
    }

    /**
     * Gives a token another secret; its roles stay.
     *
     * @param overlap how long the secret before serves too, 0 to {@link RotateToken#OVERLAP_MAX}
     */
    public Handover rotate(WriteRequest request, ServiceTokenId id, Duration overlap, Expiry expiry) {
        Bytes secret = secrets.random(ServiceTokenText.SECRET_BYTES);
        WriteResult result = writes.run(request, id.project(), view -> {
            Instant expires = switch (expiry) {
                case Expiry.At(Instant time) -> time;
                case Expiry.Fixed.NEVER -> null;
                case Expiry.Fixed.UNCHANGED ->
                    view.find(EntityKey.of(id)).map(ServiceToken::expires).orElse(null);
            };
            return ready(new RotateToken(id, secret.sha256(), overlap, expires), expires, request, view);
        });
        return handover(result, id, secret);
    }

    private Prepared ready(IdentityCommand command, @Nullable Instant expires, WriteRequest request, State state) {
        Demand demand = Demand.of(command, request.actor()).getFirst();
        Optional<Refusal> refusal =
                Writes.refusal(request.actor(), demand, state).or(() -> outOfRange(expires));
        return refusal.<Prepared>map(Hopeless::new).orElseGet(() -> new Ready(command));
    }

    private Optional<Refusal> outOfRange(@Nullable Instant expires) {
        Instant now = clock.instant();
        Instant latest = now.plus(LIFETIME_MAX);
        return expires == null || (expires.isAfter(now) && !expires.isAfter(latest))
                ? Optional.empty()
                : Optional.of(new Refusal.ExpiryOutOfRange(LIFETIME_MAX));
    }

    /** The secret goes out only if the state holds its very digest: an answer to an earlier request is about another one. */
    private Handover handover(WriteResult result, ServiceTokenId id, Bytes secret) {
        try (View view = replica.view()) {
            boolean held = view.find(EntityKey.of(id))
                    .filter(token -> token.secret().equals(secret.sha256()))
                    .isPresent();
            return new Handover(
                    result, held ? new ServiceTokenText(id.project(), id.key().value(), secret).text() : null);
        }
    }

    private static Credential credential(ServiceToken token, State state) {
        MemberId member = new MemberId(token.id().project(), token.id().principal());
        Grant grant = state.find(EntityKey.of(member)).map(Membership::grant).orElse(null);
        return Credential.of(token, grant);
    }

    private static Demand administering(ProjectKey project) {
        return new Demand(Action.ADMINISTER, Place.of(project));
    }
}
