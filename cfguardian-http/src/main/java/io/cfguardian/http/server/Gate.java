package io.cfguardian.http.server;

import io.cfguardian.domain.identity.Actor;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemType;
import io.cfguardian.http.route.RouteTable;
import io.cfguardian.http.route.RouteTable.Taken;
import io.cfguardian.http.server.Authenticator.Doubtful;
import io.cfguardian.http.server.Authenticator.Known;
import io.cfguardian.http.server.Authenticator.Unknown;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What a request meets behind the {@link Entrance}: bounds, an unambiguous path, authentication, and only then the
 * routes. Reads the head alone and never blocks.
 */
final class Gate extends Handler.Wrapper {

    /** What routes are made of. Anything else is refused here: the router remembers every method name it is shown. */
    static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";

    private final HttpSettings settings;
    private final JettyProblems problems;
    private final Authenticator authenticator;
    private final RouteTable routes;
    private final Turnstile turnstile;
    private final Monitoring monitoring;

    Gate(
            HttpSettings settings,
            JettyProblems problems,
            Authenticator authenticator,
            RouteTable routes,
            Turnstile turnstile,
            Monitoring monitoring) {
        this.settings = settings;
        this.problems = problems;
        this.authenticator = authenticator;
        this.routes = routes;
        this.turnstile = turnstile;
        this.monitoring = monitoring;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Exchange exchange = Exchange.of(request);
        Problem refusal = refusal(request, response, exchange);
        if (refusal != null) {
            ProblemAnswer.write(request, response, callback, refusal);
            return true;
        }
        return super.handle(withItsOwnMethod(request), response, callback);
    }

    /** The router below takes the method from this field where there is one, and would run what was not looked at here. */
    private static Request withItsOwnMethod(Request request) {
        if (!request.getHeaders().contains(METHOD_OVERRIDE)) {
            return request;
        }
        HttpFields headers =
                HttpFields.build(request.getHeaders()).remove(METHOD_OVERRIDE).asImmutable();
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return headers;
            }
        };
    }

    private @Nullable Problem refusal(Request request, Response response, Exchange exchange) {
        String path = request.getHttpURI().getPath();
        if (request.getHeaders().size() > settings.messages().headersMax()) {
            return problems.headersTooLarge("headers", settings.messages().headersMax());
        }
        if (request.getHttpURI().getPathQuery().length() > settings.messages().uriBytesMax()) {
            return problems.uriTooLong();
        }
        if (path == null || !isUnambiguous(path)) {
            return Problem.of(
                    ProblemType.MALFORMED_REQUEST,
                    "A path has no empty, '.' or '..' segments, no ';' and no encoded separators.");
        }
        RouteTable.Found operations = routes.at(path);
        if (!operations.isPublic()) {
            Problem unknown = authenticate(request, exchange);
            if (unknown != null) {
                return unknown;
            }
            Actor actor = exchange.actor();
            Problem tooMany = actor == null ? null : turnstile.pass(actor.principal(), response, exchange);
            if (tooMany != null) {
                return tooMany;
            }
        }
        if (path.equals(Monitoring.PATH) && !monitoring.isExposedOn(request)) {
            return RouteTable.unknown(path);
        }
        Taken taken = METHODS.contains(request.getMethod())
                ? operations.by(request.getMethod()).orElse(null)
                : null;
        if (taken == null) {
            return operations.unserved();
        }
        exchange.taken(taken);
        // The router below would look for a WebSocket and find none.
        if (request.getHeaders().contains(HttpHeader.SEC_WEBSOCKET_VERSION)) {
            return problems.problem(501);
        }
        return request.getLength() > settings.messages().requestBytesMax() ? problems.requestTooLarge() : null;
    }

    private @Nullable Problem authenticate(Request request, Exchange exchange) {
        List<String> credentials = request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION);
        if (credentials.size() > 1) {
            return unauthorized("The request carries more than one Authorization.");
        }
        return switch (authenticator.authenticate(credentials.isEmpty() ? "" : credentials.getFirst())) {
            case Known known -> {
                exchange.authenticatedAs(known);
                yield null;
            }
            case Doubtful doubtful -> {
                exchange.doubts(doubtful);
                yield null;
            }
            case Unknown(String reason) -> unauthorized(reason);
        };
    }

    static Problem unauthorized(String reason) {
        return Problem.of(ProblemType.UNAUTHORIZED, reason).header("WWW-Authenticate", "Bearer realm=\"cfguardian\"");
    }

    /** Whether the path means the same to every reader. Jetty has refused encoded separators and dots before; a trailing slash is only unknown. */
    private static boolean isUnambiguous(String path) {
        if (!path.startsWith("/") || path.contains("//") || path.indexOf(';') >= 0 || path.indexOf('\\') >= 0) {
            return false;
        }
        for (int slash = path.indexOf("/."); slash >= 0; slash = path.indexOf("/.", slash + 1)) {
            int end = path.indexOf('/', slash + 1);
            String segment = path.substring(slash + 1, end < 0 ? path.length() : end);
            if (segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }
}
