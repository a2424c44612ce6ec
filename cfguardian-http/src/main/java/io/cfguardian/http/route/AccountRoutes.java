package io.cfguardian.http.route;

import io.cfguardian.app.identity.account.OwnAccount;
import io.cfguardian.app.identity.account.OwnAccount.Activated;
import io.cfguardian.app.identity.account.OwnAccount.Done;
import io.cfguardian.app.identity.account.OwnAccount.Enrolled;
import io.cfguardian.app.identity.account.OwnAccount.NotProved;
import io.cfguardian.app.identity.account.OwnAccount.PasswordRefused;
import io.cfguardian.app.identity.account.OwnAccount.Self;
import io.cfguardian.app.identity.account.OwnAccount.WrongState;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.app.write.WriteResult;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.identity.Actor.Person;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.SecondFactor;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.IdentityCommits;
import io.cfguardian.http.answer.IdentityEnvelopes;
import io.cfguardian.http.answer.Results;
import io.cfguardian.http.json.Json;
import io.cfguardian.http.json.Members;
import io.cfguardian.http.json.StrictJson;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemException;
import io.cfguardian.http.problem.ProblemType;
import io.cfguardian.http.request.BodyRule;
import io.cfguardian.http.request.Call;
import io.cfguardian.http.request.ReadOptions;
import io.cfguardian.http.request.WriteOptions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The own account: who one is, sessions, password, second factor. */
final class AccountRoutes {

    private static final long PASSWORD_CHARS_MAX = 4_096;
    private static final long CODE_CHARS_MAX = 64;
    private static final String SESSIONS = Paths.AUTH + "/sessions";

    private final OwnAccount own;

    AccountRoutes(UseCases useCases) {
        this.own = useCases.accounts().own();
    }

    List<Route> routes() {
        return List.of(
                Route.get(Paths.AUTH + "/me", this::self).taking("consistency", "minRevision"),
                Route.get(SESSIONS, this::sessions).taking("consistency", "minRevision"),
                Route.delete(SESSIONS, this::closeAll),
                Route.delete(SESSIONS + "/{session}", this::close),
                Route.of("POST", Paths.AUTH + "/logout", BodyRule.NONE, this::logout),
                Route.of("POST", Paths.AUTH + "/password", BodyRule.structure(Route.JSON), this::password),
                Route.of("POST", Paths.AUTH + "/mfa/enroll", BodyRule.NONE, this::enrol),
                Route.of("POST", Paths.AUTH + "/mfa/activate", BodyRule.structure(Route.JSON), this::activate),
                Route.of("POST", Paths.AUTH + "/mfa/disable", BodyRule.structure(Route.JSON), this::disable));
    }

    private Answer self(Call call) {
        Found<Self> found = Results.found(own.self(ReadOptions.of(call), person(call)));
        Self self = found.value();
        EmailAddress email = self.user().email();
        return Answer.json(200, (json, out) -> {
                    json.writeStartObject();
                    json.writeStringProperty("id", self.user().id().value());
                    json.writeStringProperty(
                            "principal", self.user().id().principal().name());
                    Json.text(json, "email", email == null ? null : email.value());
                    json.writeStringProperty("name", self.user().name());
                    json.writeBooleanProperty("administrator", self.user().administrator());
                    json.writeBooleanProperty("mfa", self.user().factor() instanceof SecondFactor.Active);
                    json.writeName("session");
                    session(json, self.session(), self.session().id());
                    json.writeEndObject();
                })
                .at(found.revision());
    }

    private Answer sessions(Call call) {
        Person person = person(call);
        Found<List<Session>> found = Results.found(own.sessions(ReadOptions.of(call), person));
        return Answer.json(200, (json, out) -> {
                    json.writeStartObject();
                    json.writeArrayPropertyStart("items");
                    found.value().forEach(session -> session(json, session, person.session()));
                    json.writeEndArray();
                    json.writeNullProperty("nextCursor");
                    json.writeEndObject();
                })
                .at(found.revision());
    }

    private Answer logout(Call call) {
        Person person = person(call);
        return close(call, person, person.session());
    }

    private Answer close(Call call) {
        return close(call, person(call), call.session());
    }

    private Answer closeAll(Call call) {
        return close(call, person(call), null);
    }

    private Answer close(Call call, Person person, @Nullable SessionId only) {
        WriteRequest request = WriteOptions.once(call);
        return written(own.close(request, person, only), request).mark(Answer.empty(204));
    }

    private Answer password(Call call) {
        Members body = Members.of(StrictJson.parse(call.body().bytes()), "", Set.of("current", "new"));
        String current = body.text("current", PASSWORD_CHARS_MAX);
        String next = body.text("new", PASSWORD_CHARS_MAX);
        WriteRequest request = WriteOptions.once(call);
        return answer(own.changePassword(request, person(call), current, next), request);
    }

    private Answer enrol(Call call) {
        WriteRequest request = WriteOptions.once(call);
        return answer(own.enrol(request, person(call)), request);
    }

    private Answer activate(Call call) {
        WriteRequest request = WriteOptions.once(call);
        return answer(own.activate(request, person(call), code(call)), request);
    }

    private Answer disable(Call call) {
        WriteRequest request = WriteOptions.once(call);
        return answer(own.disable(request, person(call), code(call)), request);
    }

    private static Answer answer(OwnAccount.Result result, WriteRequest request) {
        return switch (result) {
            case Done(WriteResult done) -> written(done, request).mark(Answer.empty(204));
            case Enrolled(WriteResult done, String secret, String uri) ->
                written(done, request).mark(Answer.json(200, (json, out) -> {
                    json.writeStartObject();
                    json.writeStringProperty("secret", secret);
                    json.writeStringProperty("uri", uri);
                    json.writeEndObject();
                }));
            case Activated(WriteResult done, List<String> codes) ->
                written(done, request).mark(Answer.json(200, (json, out) -> {
                    json.writeStartObject();
                    json.writeArrayPropertyStart("recoveryCodes");
                    codes.forEach(json::writeString);
                    json.writeEndArray();
                    json.writeEndObject();
                }));
            case NotProved.NOT_PROVED ->
                throw Problem.of(
                                ProblemType.PROOF_REFUSED,
                                "The password or code is wrong, or there were too many attempts.")
                        .exception();
            case WrongState.WRONG_STATE ->
                throw Problem.of(ProblemType.MFA_STATE, "The second factor is not in the state for this.")
                        .exception();
            case PasswordRefused(var objection) ->
                throw Problem.of(ProblemType.PASSWORD_REFUSED, "The new password will not do.")
                        .with("objection", IdentityCommits.name(objection))
                        .exception();
        };
    }

    private static Results.Written written(WriteResult result, WriteRequest request) {
        return Results.written(result, request, MediaType.JSON);
    }

    /** A session as its owner sees it. */
    private static void session(JsonGenerator json, Session session, @Nullable SessionId own) {
        json.writeStartObject();
        IdentityEnvelopes.sessionMembers(json, session);
        json.writeBooleanProperty("current", session.id().equals(own));
        json.writeEndObject();
    }

    private static String code(Call call) {
        Members body = Members.of(StrictJson.parse(call.body().bytes()), "", Set.of("code"));
        return body.text("code", CODE_CHARS_MAX);
    }

    /** Accounts are people's. */
    private static Person person(Call call) {
        if (call.actor() instanceof Person person) {
            return person;
        }
        throw notAPerson();
    }

    private static ProblemException notAPerson() {
        return Problem.of(ProblemType.FORBIDDEN, "A service token has no account.")
                .exception();
    }
}
