package io.cfguardian.http.route;

import io.cfguardian.app.identity.session.SignIn;
import io.cfguardian.app.identity.session.SignIn.Locked;
import io.cfguardian.app.identity.session.SignIn.Refused;
import io.cfguardian.app.identity.session.SignIn.SecondFactorAsked;
import io.cfguardian.app.identity.session.SignIn.SignedIn;
import io.cfguardian.app.identity.session.TokenPair;
import io.cfguardian.domain.identity.LoginAttempts;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.json.Members;
import io.cfguardian.http.json.StrictJson;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemException;
import io.cfguardian.http.problem.ProblemType;
import io.cfguardian.http.request.BodyRule;
import io.cfguardian.http.request.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Signing in and going on, for callers who have no access token. */
final class AuthRoutes {

    private static final long TOKEN_CHARS_MAX = 4_096;
    private static final long EMAIL_CHARS_MAX = 1_024;
    private static final long PASSWORD_CHARS_MAX = 4_096;
    private static final long CODE_CHARS_MAX = 64;

    private final SignIn signIn;
    private final InstantSource clock;

    AuthRoutes(UseCases useCases) {
        this.signIn = useCases.accounts().signIn();
        this.clock = useCases.clock();
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", Paths.AUTH + "/login", BodyRule.structure(Route.JSON), this::login)
                        .forAnybody(),
                Route.of("POST", Paths.AUTH + "/mfa/verify", BodyRule.structure(Route.JSON), this::verify)
                        .forAnybody(),
                Route.of("POST", Paths.AUTH + "/refresh", BodyRule.structure(Route.JSON), this::refresh)
                        .forAnybody());
    }

    private Answer login(Call call) {
        Members body = Members.of(StrictJson.parse(call.body().bytes()), "", Set.of("email", "password"));
        String email = body.text("email", EMAIL_CHARS_MAX);
        String password = body.text("password", PASSWORD_CHARS_MAX);
        return answer(signIn.login(email, password, call.source()), "The e-mail address or the password is wrong.");
    }

    private Answer verify(Call call) {
        Members body = Members.of(StrictJson.parse(call.body().bytes()), "", Set.of("challenge", "code"));
        String challenge = body.text("challenge", TOKEN_CHARS_MAX);
        String code = body.text("code", CODE_CHARS_MAX);
        return answer(
                signIn.verify(challenge, code, call.source()), "The code is wrong, or the challenge has expired.");
    }

    private Answer refresh(Call call) {
        Members body = Members.of(StrictJson.parse(call.body().bytes()), "", Set.of("refreshToken"));
        String token = body.text("refreshToken", TOKEN_CHARS_MAX);
        return answer(signIn.refresh(token, call.source()), "The refresh token is not valid.");
    }

    private Answer answer(SignIn.Result result, String no) {
        return switch (result) {
            case SignedIn(TokenPair tokens) -> tokens(tokens);
            case SecondFactorAsked(String challenge, Duration expiresIn) ->
                Answer.json(202, (json, out) -> {
                    json.writeStartObject();
                    json.writeStringProperty("challenge", challenge);
                    json.writeNumberProperty("expiresIn", expiresIn.toSeconds());
                    json.writeEndObject();
                });
            case Refused.REFUSED ->
                throw Problem.of(ProblemType.UNAUTHORIZED, no)
                        .header("WWW-Authenticate", "Bearer realm=\"cfguardian\"")
                        .exception();
            case Locked(Instant until) -> throw locked(until);
        };
    }

    /** What a signed-in client gets. */
    static Answer tokens(TokenPair tokens) {
        return Answer.json(200, (json, out) -> {
            json.writeStartObject();
            json.writeStringProperty("accessToken", tokens.accessToken());
            json.writeStringProperty("refreshToken", tokens.refreshToken());
            json.writeStringProperty("tokenType", "Bearer");
            json.writeNumberProperty("expiresIn", tokens.expiresIn().toSeconds());
            json.writeBooleanProperty("mfaEnrolmentRequired", tokens.restricted());
            json.writeEndObject();
        });
    }

    private ProblemException locked(Instant until) {
        long seconds = Math.max(1, Duration.between(clock.instant(), until).toSeconds() + 1);
        return Problem.of(ProblemType.LOCKED_OUT, "There were too many attempts to sign in. Try again later.")
                .retryAfter(Math.toIntExact(seconds))
                .header("RateLimit", "\"attempts\";r=0;t=%d".formatted(seconds))
                .header("RateLimit-Policy", "\"attempts\";q=%d".formatted(LoginAttempts.FREE))
                .exception();
    }
}
