package io.cfguardian.http.route;

import io.cfguardian.app.identity.key.SigningKeys;
import io.cfguardian.app.identity.security.Alert;
import io.cfguardian.app.identity.security.EventFilter;
import io.cfguardian.app.identity.security.Purging;
import io.cfguardian.app.identity.security.SecurityMetrics;
import io.cfguardian.app.identity.security.SecurityQueries;
import io.cfguardian.app.identity.security.SessionPlace;
import io.cfguardian.app.identity.user.Users;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.app.write.WriteResult;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.identity.SecurityEvent.Severity;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.IdentityCommits;
import io.cfguardian.http.answer.IdentityEnvelopes;
import io.cfguardian.http.answer.RefusalProblems;
import io.cfguardian.http.answer.Results;
import io.cfguardian.http.answer.Results.Written;
import io.cfguardian.http.request.BodyRule;
import io.cfguardian.http.request.Call;
import io.cfguardian.http.request.Conditions;
import io.cfguardian.http.request.Paging;
import io.cfguardian.http.request.Parameters;
import io.cfguardian.http.request.ReadOptions;
import io.cfguardian.http.request.WriteOptions;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What administrators see and do about security, and the keys that anybody may check tokens with. */
final class SecurityRoutes {

    private static final String SESSIONS = Paths.SECURITY + "/sessions";

    private final SecurityQueries security;
    private final Users users;
    private final SigningKeys signingKeys;
    private final Purging purging;

    SecurityRoutes(UseCases useCases) {
        this.security = useCases.administration().security();
        this.users = useCases.administration().users();
        this.signingKeys = useCases.administration().signingKeys();
        this.purging = useCases.administration().purging();
    }

    List<Route> routes() {
        return List.of(
                Route.get("/.well-known/jwks.json", this::keySet).forAnybody(),
                Route.of("POST", Paths.SECURITY + "/keys/rotate", BodyRule.NONE, this::rotateKey),
                Route.get(Paths.SECURITY + "/events", this::events)
                        .taking(
                                "kind",
                                "severity",
                                "principal",
                                "project",
                                "from",
                                "to",
                                "limit",
                                "cursor",
                                "consistency",
                                "minRevision"),
                Route.get(SESSIONS, this::sessions).taking("limit", "cursor", "consistency", "minRevision"),
                Route.delete(SESSIONS + "/{user}", this::closeSessions),
                Route.get(Paths.SECURITY + "/metrics", this::metrics).taking("consistency", "minRevision"),
                Route.get(Paths.SECURITY + "/alerts", this::alerts).taking("consistency", "minRevision"),
                Route.of("POST", Paths.SECURITY + "/purge", BodyRule.NONE, this::purge));
    }

    private Answer keySet(Call call) {
        return Answer.stored(Route.JSON, signingKeys.keySet()).header("Cache-Control", "public, max-age=300");
    }

    private Answer rotateKey(Call call) {
        Conditions.refuse(call);
        WriteRequest request = WriteOptions.of(call);
        Written written = written(signingKeys.rotate(request), request);
        return written.mark(Answer.stored(Route.JSON, signingKeys.keySet()));
    }

    private Answer events(Call call) {
        return Pages.of(
                call,
                security.events(
                        ReadOptions.of(call), filter(call), Paging.after(call, Long::valueOf), Paging.limit(call)),
                IdentityEnvelopes::event);
    }

    private static EventFilter filter(Call call) {
        return new EventFilter(
                word(call, "kind", Kind.values()),
                word(call, "severity", Severity.values()),
                call.query().named("principal", Principal::new).orElse(null),
                call.query().named("project", ProjectKey::new).orElse(null),
                ReadOptions.time(call, "from").orElse(null),
                ReadOptions.time(call, "to").orElse(null));
    }

    private Answer sessions(Call call) {
        return Pages.of(
                call,
                security.sessions(ReadOptions.of(call), Paging.after(call, SessionPlace::parse), Paging.limit(call)),
                IdentityEnvelopes::session);
    }

    private Answer closeSessions(Call call) {
        Conditions.refuse(call);
        WriteRequest request = WriteOptions.of(call);
        return written(users.endSessions(request, call.user()), request).mark(Answer.empty(204));
    }

    private Answer metrics(Call call) {
        Found<SecurityMetrics> found = Results.found(security.metrics(ReadOptions.of(call)));
        return Answer.json(200, (json, out) -> IdentityEnvelopes.metrics(json, found.value()))
                .at(found.revision());
    }

    private Answer alerts(Call call) {
        Found<List<Alert>> found = Results.found(security.alerts(ReadOptions.of(call)));
        return Pages.of(found.value(), null, (json, out, alert) -> IdentityEnvelopes.alert(json, alert))
                .at(found.revision());
    }

    private Answer purge(Call call) {
        Conditions.refuse(call);
        // Purging twice does no harm, so it is not repeated by key; this refuses one.
        WriteRequest request = WriteOptions.once(call);
        return switch (purging.run(request.actor(), request.source())) {
            case Purging.Refused(var refusal) ->
                throw RefusalProblems.of(refusal, MediaType.JSON).exception();
            case Purging.Report report ->
                Answer.json(200, (json, out) -> IdentityEnvelopes.report(json, report))
                        .at(report.revision());
        };
    }

    private static Written written(WriteResult result, WriteRequest request) {
        return Results.written(result, request, MediaType.JSON);
    }

    private static <E extends Enum<E>> @Nullable E word(Call call, String name, E[] words) {
        return call.query()
                .text(name)
                .map(text -> Arrays.stream(words)
                        .filter(word -> IdentityCommits.name(word).equals(text))
                        .findFirst()
                        .orElseThrow(() -> Parameters.invalid(
                                name,
                                "%s is one of %s."
                                        .formatted(
                                                name,
                                                String.join(
                                                        ", ",
                                                        Arrays.stream(words)
                                                                .map(IdentityCommits::name)
                                                                .toList())))))
                .orElse(null);
    }
}
