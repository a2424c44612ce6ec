package io.cfguardian.http.route;

import io.cfguardian.app.identity.account.Registration;
import io.cfguardian.app.identity.account.Registration.Closed;
import io.cfguardian.app.identity.account.Registration.Full;
import io.cfguardian.app.identity.account.Registration.Heard;
import io.cfguardian.app.identity.account.Registration.PasswordRefused;
import io.cfguardian.domain.decide.Rejection.LimitReached;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.IdentityCommits;
import io.cfguardian.http.answer.RejectionProblems;
import io.cfguardian.http.json.Members;
import io.cfguardian.http.json.StrictJson;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemType;
import io.cfguardian.http.request.BodyRule;
import io.cfguardian.http.request.Call;
import java.util.List;
import java.util.Set;

/** Becoming a user by oneself, where the operator allows it. */
final class RegistrationRoutes {

    private static final String PATH = Paths.AUTH + "/register";
    private static final long PASSWORD_CHARS_MAX = 4_096;

    private final Registration registration;

    RegistrationRoutes(UseCases useCases) {
        this.registration = useCases.accounts().registration();
    }

    List<Route> routes() {
        return List.of(Route.of("POST", PATH, BodyRule.structure(Route.JSON), this::register)
                .forAnybody());
    }

    private Answer register(Call call) {
        Members body = Members.of(StrictJson.parse(call.body().bytes()), "", Set.of("email", "password"));
        EmailAddress email = UserRoutes.email(body);
        String password = body.text("password", PASSWORD_CHARS_MAX);
        return switch (registration.register(email, password, call.source())) {
            // No body and no revision: either would tell whether there is somebody new.
            case Heard.HEARD -> Answer.empty(202);
            case Closed.CLOSED ->
                throw Problem.of(ProblemType.NOT_FOUND, "Nobody may register here.")
                        .with("kind", "path")
                        .with("name", PATH)
                        .exception();
            case PasswordRefused(var objection) ->
                throw Problem.of(ProblemType.PASSWORD_REFUSED, "The password will not do.")
                        .with("objection", IdentityCommits.name(objection))
                        .exception();
            case Full(var limit) ->
                throw RejectionProblems.of(new LimitReached(limit), "").exception();
        };
    }
}
