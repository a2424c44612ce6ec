package io.cfguardian.http.route;

import io.cfguardian.app.identity.user.Profile;
import io.cfguardian.app.identity.user.Users;
import io.cfguardian.app.identity.user.Users.Done;
import io.cfguardian.app.identity.user.Users.NewUser;
import io.cfguardian.app.identity.user.Users.PasswordRefused;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.app.write.WriteResult;
import io.cfguardian.domain.command.IdentityCommand.DeleteUser;
import io.cfguardian.domain.command.IdentityCommand.UpdateUser;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.identity.User.Status;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.IdentityCommits;
import io.cfguardian.http.answer.IdentityEnvelopes;
import io.cfguardian.http.answer.Results;
import io.cfguardian.http.answer.Results.Replay;
import io.cfguardian.http.answer.Results.Written;
import io.cfguardian.http.json.Members;
import io.cfguardian.http.json.StrictJson;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemType;
import io.cfguardian.http.request.BodyRule;
import io.cfguardian.http.request.Call;
import io.cfguardian.http.request.Conditions;
import io.cfguardian.http.request.Paging;
import io.cfguardian.http.request.ReadOptions;
import io.cfguardian.http.request.WriteOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Users, for administrators: list, create, read, change, delete, unlock, give another password. */
final class UserRoutes {

    private static final long EMAIL_CHARS_MAX = 254;
    private static final long PASSWORD_CHARS_MAX = 4_096;

    private static final String ID = "id";
    private static final String EMAIL = "email";
    private static final String NAME = "name";
    private static final String STATUS = "status";
    private static final String ADMINISTRATOR = "administrator";
    private static final String PASSWORD = "password";

    private static final Map<String, Status> STATUSES = Map.of("active", Status.ACTIVE, "disabled", Status.DISABLED);

    private final UseCases useCases;
    private final Users users;

    UserRoutes(UseCases useCases) {
        this.useCases = useCases;
        this.users = useCases.administration().users();
    }

    List<Route> routes() {
        return List.of(
                Route.get(Paths.USERS, this::list).taking("limit", "cursor", "consistency", "minRevision"),
                Route.of("POST", Paths.USERS, BodyRule.structure(Route.JSON), this::create),
                Route.get(Paths.USER, this::read).taking("consistency", "minRevision"),
                Route.of("PATCH", Paths.USER, BodyRule.structure(Route.MERGE_PATCH), this::update),
                Route.delete(Paths.USER, this::delete),
                Route.of("POST", Paths.USER + "/unlock", BodyRule.NONE, this::unlock),
                Route.of("PUT", Paths.USER + "/password", BodyRule.structure(Route.JSON), this::setPassword));
    }

    private Answer list(Call call) {
        return Pages.of(
                call,
                users.list(ReadOptions.of(call), Paging.after(call, UserId::new), Paging.limit(call)),
                IdentityEnvelopes::user);
    }

    private Answer read(Call call) {
        Found<Profile> found = Results.found(users.user(ReadOptions.of(call), call.user()));
        return Answer.json(200, (json, out) -> IdentityEnvelopes.user(json, found.value()))
                .at(found.revision());
    }

    private Answer create(Call call) {
        Conditions.refuse(call);
        Members body =
                Members.of(StrictJson.parse(call.body().bytes()), "", Set.of(ID, EMAIL, NAME, ADMINISTRATOR, PASSWORD));
        NewUser user = new NewUser(
                body.has(ID) ? id(body) : null,
                email(body),
                body.optionalLine(NAME, User.NAME_CHARS_MAX).orElse(""),
                body.optionalFlag(ADMINISTRATOR).orElse(false),
                body.optionalText(PASSWORD, PASSWORD_CHARS_MAX).orElse(null));
        WriteRequest request = WriteOptions.hiding(PASSWORD, call);
        Done done = done(users.create(request, user));
        Written written = written(done.result(), request);
        if (!(written.result().subject() instanceof UserId id)) {
            throw new IllegalStateException("a user was made and is none: " + written.revision());
        }
        // Made of the commit, not read: it may have been changed since by others, and a replay gives the first answer.
        Profile created = Profile.created(id, user, written.stamp(call.actor().principal()));
        return written.mark(Answer.json(201, (json, out) -> IdentityEnvelopes.user(json, created, done.generated()))
                .header("Location", Paths.of(id)));
    }

    private Answer update(Call call) {
        Conditions.refuse(call);
        Members body =
                Members.of(StrictJson.parse(call.body().bytes()), "", Set.of(EMAIL, NAME, STATUS, ADMINISTRATOR));
        if (body.names().isEmpty()) {
            // An empty merge patch changes nothing, and needs no commit to find that out.
            return read(call);
        }
        @Nullable
        String name = body.isNull(NAME)
                ? ""
                : body.optionalLine(NAME, User.NAME_CHARS_MAX).orElse(null);
        UpdateUser command = new UpdateUser(
                call.user(),
                body.has(EMAIL) ? email(body) : null,
                name,
                body.has(STATUS) ? body.word(STATUS, STATUSES) : null,
                body.optionalFlag(ADMINISTRATOR).orElse(null));
        WriteRequest request = WriteOptions.of(call);
        Written written = written(useCases.writes().run(request, command), request);
        return written.mark(user(call, written, null));
    }

    private Answer delete(Call call) {
        Conditions.refuse(call);
        WriteRequest request = WriteOptions.of(call);
        return written(useCases.writes().run(request, new DeleteUser(call.user())), request)
                .mark(Answer.empty(204));
    }

    private Answer unlock(Call call) {
        Conditions.refuse(call);
        WriteRequest request = WriteOptions.of(call);
        return written(users.unlock(request, call.user()), request).mark(Answer.empty(204));
    }

    private Answer setPassword(Call call) {
        Conditions.refuse(call);
        Members body = Members.of(StrictJson.parse(call.body().bytes()), "", Set.of(PASSWORD));
        @Nullable
        String password = body.optionalText(PASSWORD, PASSWORD_CHARS_MAX).orElse(null);
        WriteRequest request = WriteOptions.hiding(PASSWORD, call);
        Done done = done(users.setPassword(request, call.user(), password));
        Written written = written(done.result(), request);
        return written.mark(user(call, written, done.generated()));
    }

    /** The user as it is on this node, which has applied the write. Whoever only repeats a write has no right by it. */
    private Answer user(Call call, Written written, @Nullable String generated) {
        Optional<Profile> changed = written.replayed() == Replay.FIRST ? users.changed(call.user()) : Optional.empty();
        Profile user = changed.orElseGet(() ->
                Results.found(users.user(ReadOptions.own(call), call.user())).value());
        return Answer.json(200, (json, out) -> IdentityEnvelopes.user(json, user, generated));
    }

    private static Done done(Users.Result result) {
        return switch (result) {
            case Done done -> done;
            case PasswordRefused(var objection) ->
                throw Problem.of(ProblemType.PASSWORD_REFUSED, "The password will not do.")
                        .with("objection", IdentityCommits.name(objection))
                        .exception();
        };
    }

    private static Written written(WriteResult result, WriteRequest request) {
        return Results.written(result, request, MediaType.JSON);
    }

    private static UserId id(Members body) {
        String text = body.text(ID);
        return UserId.parse(text)
                .orElseThrow(() -> Problem.invalidName("user", UserId.CHARS_MAX, text)
                        .with("pointer", body.place(ID))
                        .exception());
    }

    static EmailAddress email(Members body) {
        body.value(EMAIL);
        return body.optionalText(EMAIL, EMAIL_CHARS_MAX)
                .flatMap(EmailAddress::parse)
                .orElseThrow(() -> Members.invalid("email is an e-mail address in ASCII.", body.place(EMAIL)));
    }
}
