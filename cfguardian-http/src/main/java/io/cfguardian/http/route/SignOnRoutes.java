package io.cfguardian.http.route;

import io.cfguardian.app.identity.provider.SignOn;
import io.cfguardian.app.identity.provider.SignOn.NoSuchProvider;
import io.cfguardian.app.identity.provider.SignOn.Redirect;
import io.cfguardian.app.identity.provider.SignOn.Refused;
import io.cfguardian.app.identity.provider.SignOn.SignedIn;
import io.cfguardian.app.identity.provider.SignOn.Unavailable;
import io.cfguardian.app.identity.session.TokenPair;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.guard.Scheme;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemException;
import io.cfguardian.http.problem.ProblemType;
import io.cfguardian.http.request.Call;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Signing on through a provider, by a browser's redirects. */
final class SignOnRoutes {

    private static final String PROVIDER = Paths.AUTH + "/sso/{provider}";
    private static final String COOKIE = "cfguardian-sign-on";
    private static final int RETRY_SECONDS = 5;

    /** What is looked at of what providers send back: RFC 6749 and 9207. They may send more, which 4.1.2 has clients ignore. */
    private static final String[] PARAMETERS = {"code", "state", "iss", "error"};

    private final SignOn signOn;

    SignOnRoutes(UseCases useCases) {
        this.signOn = useCases.accounts().signOn();
    }

    List<Route> routes() {
        return List.of(
                Route.get(PROVIDER + "/start", this::start).takingAStep().forAnybody(),
                Route.get(PROVIDER + "/callback", this::callback)
                        .taking(PARAMETERS)
                        .passingOverOthers()
                        .takingAStep()
                        .forAnybody());
    }

    private Answer start(Call call) {
        return switch (signOn.start(call.provider())) {
            case Redirect(URI location, String cookie) ->
                Answer.empty(302)
                        .header("Location", location.toASCIIString())
                        .header("Set-Cookie", cookie(call, cookie, SignOn.LIFETIME.toSeconds()));
            case NoSuchProvider.NO_SUCH_PROVIDER -> throw unknown();
            case Unavailable.UNAVAILABLE -> throw unavailable();
        };
    }

    private Answer callback(Call call) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String name : PARAMETERS) {
            call.query().text(name).ifPresent(value -> parameters.put(name, List.of(value)));
        }
        return switch (signOn.finish(call.provider(), brought(call), parameters, call.source())) {
            case SignedIn(TokenPair tokens) -> AuthRoutes.tokens(tokens).header("Set-Cookie", cookie(call, "", 0));
            case Refused.REFUSED ->
                throw Problem.of(ProblemType.UNAUTHORIZED, "The sign-on is refused. Begin again.")
                        .header("WWW-Authenticate", "Bearer realm=\"cfguardian\"")
                        .header("Set-Cookie", cookie(call, "", 0))
                        .exception();
            case NoSuchProvider.NO_SUCH_PROVIDER -> throw unknown();
            case Unavailable.UNAVAILABLE -> throw unavailable();
        };
    }

    /** The cookie's value; "" when there is none, or several and so no telling which is ours. */
    private static String brought(Call call) {
        // Over HTTP/2 a browser may cut the field into several.
        List<String> values = call.headers("Cookie").stream()
                .flatMap(field -> Arrays.stream(field.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(COOKIE + "="))
                .map(pair -> pair.substring(COOKIE.length() + 1))
                .toList();
        return values.size() == 1 ? values.getFirst() : "";
    }

    /** Lax: the provider's redirect is a navigation from another site, and has to bring it. */
    private static String cookie(Call call, String value, long maxAgeSeconds) {
        return COOKIE + "=" + value + "; Path=" + Paths.AUTH + "/sso/" + call.provider() + "; Max-Age=" + maxAgeSeconds
                + "; HttpOnly; SameSite=Lax" + (call.scheme() == Scheme.HTTPS ? "; Secure" : "");
    }

    private static ProblemException unknown() {
        return Problem.of(ProblemType.NOT_FOUND, "There is no such provider.")
                .with("kind", "provider")
                .exception();
    }

    private static ProblemException unavailable() {
        return Problem.of(ProblemType.UNAVAILABLE, "The provider cannot be asked now.")
                .retryAfter(RETRY_SECONDS)
                .exception();
    }
}
