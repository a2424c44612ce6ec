package io.cfguardian.http.route;

import io.cfguardian.app.identity.member.Credential;
import io.cfguardian.app.identity.member.Expiry;
import io.cfguardian.app.identity.member.ServiceTokens;
import io.cfguardian.app.identity.member.ServiceTokens.Handover;
import io.cfguardian.app.identity.member.ServiceTokens.NewToken;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.app.write.WriteResult;
import io.cfguardian.domain.command.IdentityCommand.RevokeToken;
import io.cfguardian.domain.command.IdentityCommand.RotateToken;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.TokenKey;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.IdentityEnvelopes;
import io.cfguardian.http.answer.Results;
import io.cfguardian.http.answer.Results.Written;
import io.cfguardian.http.json.Members;
import io.cfguardian.http.json.StrictJson;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.request.BodyRule;
import io.cfguardian.http.request.Call;
import io.cfguardian.http.request.Conditions;
import io.cfguardian.http.request.Paging;
import io.cfguardian.http.request.ReadOptions;
import io.cfguardian.http.request.WriteOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A project's service tokens: list, issue, read, rotate, revoke. */
final class TokenRoutes {

    private static final long TIME_CHARS_MAX = 40;

    private static final String KEY = "key";
    private static final String DESCRIPTION = "description";
    private static final String EXPIRES = "expires";
    private static final String OVERLAP = "overlap";

    private final UseCases useCases;
    private final ServiceTokens tokens;

    TokenRoutes(UseCases useCases) {
        this.useCases = useCases;
        this.tokens = useCases.administration().tokens();
    }

    List<Route> routes() {
        return List.of(
                Route.get(Paths.TOKENS, this::list).taking("limit", "cursor", "consistency", "minRevision"),
                Route.of("POST", Paths.TOKENS, BodyRule.structure(Route.JSON), this::issue),
                Route.get(Paths.TOKEN, this::read).taking("consistency", "minRevision"),
                Route.delete(Paths.TOKEN, this::revoke),
                Route.of("POST", Paths.TOKEN + "/rotate", BodyRule.structure(Route.JSON), this::rotate));
    }

    private Answer list(Call call) {
        return Pages.of(
                call,
                tokens.list(
                        ReadOptions.of(call), call.project(), Paging.after(call, TokenKey::new), Paging.limit(call)),
                IdentityEnvelopes::token);
    }

    private Answer read(Call call) {
        Found<Credential> found = Results.found(tokens.token(ReadOptions.of(call), call.token()));
        return Answer.json(200, (json, out) -> IdentityEnvelopes.token(json, found.value()))
                .at(found.revision());
    }

    private Answer issue(Call call) {
        Conditions.refuse(call);
        Members body = Members.of(
                StrictJson.parse(call.body().bytes()),
                "",
                Set.of(KEY, DESCRIPTION, GrantBody.ROLE, GrantBody.ENVIRONMENTS, EXPIRES));
        ServiceTokenId id = new ServiceTokenId(call.project(), key(body));
        NewToken token = new NewToken(
                id,
                body.optionalLine(DESCRIPTION, Limit.DESCRIPTION_CHARS.max()).orElse(""),
                body.has(EXPIRES) && !body.isNull(EXPIRES) ? time(body) : null,
                GrantBody.of(body));
        WriteRequest request = WriteOptions.of(call);
        Handover handover = tokens.issue(request, token);
        Written written = written(handover.result(), request);
        // Made of the commit, not read: it may have been changed since by others, and a replay gives the first answer.
        Credential created =
                Credential.created(token, written.stamp(call.actor().principal()));
        return written.mark(Answer.json(201, (json, out) -> IdentityEnvelopes.token(json, created, handover.secret()))
                .header("Location", Paths.of(id)));
    }

    private Answer rotate(Call call) {
        Conditions.refuse(call);
        Members body = Members.of(StrictJson.parse(call.body().bytes()), "", Set.of(OVERLAP, EXPIRES));
        Expiry expiry = !body.has(EXPIRES)
                ? Expiry.Fixed.UNCHANGED
                : body.isNull(EXPIRES) ? Expiry.Fixed.NEVER : new Expiry.At(time(body));
        WriteRequest request = WriteOptions.of(call);
        Handover handover = tokens.rotate(request, call.token(), overlap(body), expiry);
        Written written = written(handover.result(), request);
        Credential rotated =
                Results.found(tokens.token(ReadOptions.own(call), call.token())).value();
        return written.mark(Answer.json(200, (json, out) -> IdentityEnvelopes.token(json, rotated, handover.secret())));
    }

    private Answer revoke(Call call) {
        Conditions.refuse(call);
        WriteRequest request = WriteOptions.of(call);
        return written(useCases.writes().run(request, new RevokeToken(call.token())), request)
                .mark(Answer.empty(204));
    }

    private static Written written(WriteResult result, WriteRequest request) {
        return Results.written(result, request, MediaType.JSON);
    }

    private static TokenKey key(Members body) {
        String text = body.text(KEY);
        return TokenKey.parse(text)
                .orElseThrow(() -> Problem.invalidName("token", TokenKey.CHARS_MAX, text)
                        .with("pointer", body.place(KEY))
                        .exception());
    }

    private static Instant time(Members body) {
        try {
            return OffsetDateTime.parse(
                            body.optionalText(EXPIRES, TIME_CHARS_MAX).orElseThrow())
                    .toInstant();
        } catch (DateTimeParseException e) {
            throw Members.invalid(
                    "expires is null or a time of RFC 3339 such as 2026-11-21T09:30:00Z.", body.place(EXPIRES));
        }
    }

    /** How long the secret before serves too; not at all when nothing is said. */
    private static Duration overlap(Members body) {
        @Nullable String text = body.optionalText(OVERLAP, TIME_CHARS_MAX).orElse(null);
        if (text == null) {
            return Duration.ZERO;
        }
        try {
            Duration overlap = Duration.parse(text);
            if (!overlap.isNegative() && overlap.compareTo(RotateToken.OVERLAP_MAX) <= 0) {
                return overlap;
            }
        } catch (DateTimeParseException e) {
            // Falls through: it is none.
        }
        throw Members.invalid("overlap is a duration of ISO 8601 from PT0S to P7D.", body.place(OVERLAP));
    }
}
