package io.cfguardian.http.server;

import io.cfguardian.http.guard.AllowedHosts;
import io.cfguardian.http.guard.AllowedHosts.Host;
import io.cfguardian.http.guard.CrossOrigins;
import io.cfguardian.http.guard.Exposure;
import io.cfguardian.http.guard.TrustedProxies.Fields;
import io.cfguardian.http.guard.TrustedProxies.Found;
import io.cfguardian.http.guard.TrustedProxies.Malformed;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemType;
import io.cfguardian.http.route.HealthRoutes;
import io.cfguardian.http.route.RouteTable;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The first thing that a well-formed request meets, before anybody asks who sends it: the headers of every answer, the log
 * line, the client's address, how often it asks, the name it calls this node by, and the origin of the page it comes from.
 * Looks at the head alone.
 */
final class Entrance extends Handler.Wrapper {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private static final String PREFLIGHT_SECONDS = "600";

    private final Exposure exposure;
    private final Turnstile turnstile;
    private final Connectors connectors;
    private final Monitoring monitoring;

    Entrance(Exposure exposure, Turnstile turnstile, Connectors connectors, Monitoring monitoring) {
        this.exposure = exposure;
        this.turnstile = turnstile;
        this.connectors = connectors;
        this.monitoring = monitoring;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Exchange exchange = Exchange.of(request);
        if (isTraced(request)) {
            exchange.tracedBy(monitoring.tracer().request(exchange.client()));
        }
        monitoring.meter().began();
        Request.addCompletionListener(request, failure -> {
            String method = RequestLine.method(request);
            monitoring.meter().ended(method, exchange.route(), response.getStatus(), exchange.nanos(), exchange.span());
            RequestSpan.end(request, exchange, response.getStatus(), failure);
            monitoring.log().write(RequestLine.of(request, exchange, response.getStatus(), failure));
        });
        Problem refusal = Monitoring.isOnOwnPort(request) ? unexposed(request) : refusal(request, response, exchange);
        CommonHeaders.add(response.getHeaders(), exchange);
        if (refusal != null) {
            ProblemAnswer.write(request, response, callback, refusal);
            return true;
        }
        if (isRedirected(request)) {
            redirect(request, response, callback);
            return true;
        }
        if (exposure.origins().isOn() && letIn(request, response)) {
            response.setStatus(204);
            callback.succeeded();
            return true;
        }
        return super.handle(request, response, callback);
    }

    /** Probes and scrapes come all day and say nothing. */
    private static boolean isTraced(Request request) {
        String path = String.valueOf(request.getHttpURI().getPath());
        return !HealthRoutes.PROBED.contains(path) && !path.equals(Monitoring.PATH);
    }

    private @Nullable Problem refusal(Request request, Response response, Exchange exchange) {
        HttpFields headers = request.getHeaders();
        if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2 && !Http2Fields.areSound(headers)) {
            return Problem.of(
                    ProblemType.MALFORMED_REQUEST, "A field says of the connection what HTTP/2 has no fields for.");
        }
        if (exposure.proxies().trust(exchange.sender().address())) {
            switch (exposure.proxies().client(exchange.sender(), forwarded(headers))) {
                case Found(var sender) -> exchange.sentBy(sender);
                case Malformed(var field) -> {
                    return Problem.of(
                            ProblemType.MALFORMED_REQUEST,
                            field + " of a proxy that this node trusts does not say who the client is.");
                }
            }
        }
        if (!isRedirected(request)
                && HealthRoutes.PROBED.contains(
                        String.valueOf(request.getHttpURI().getPath()))) {
            return null;
        }
        Problem tooMany = turnstile.pass(request, response, exchange);
        if (tooMany != null) {
            return tooMany;
        }
        return isRedirected(request) ? unredirected(request) : unmeant(request);
    }

    /** The port of the metrics has nothing else; and no limits, hosts or proxies: who can reach it is for the operator to say. */
    private static @Nullable Problem unexposed(Request request) {
        String path = String.valueOf(request.getHttpURI().getPath());
        return path.equals(Monitoring.PATH) ? null : RouteTable.unknown(path);
    }

    private @Nullable Problem unmeant(Request request) {
        return isMeantForThisNode(request) ? null : misdirected();
    }

    private boolean isMeantForThisNode(Request request) {
        AllowedHosts hosts = exposure.hosts();
        HttpURI uri = request.getHttpURI();
        if (hosts.hosts().isEmpty()) {
            return true;
        }
        int standard = "https".equals(uri.getScheme()) ? HTTPS_PORT : HTTP_PORT;
        return uri.getHost() != null && hosts.permit(uri.getHost(), uri.getPort() > 0 ? uri.getPort() : standard);
    }

    /** Whether a request came in by the port that only redirects. */
    static boolean isRedirected(Request request) {
        return Connectors.REDIRECTING.equals(
                request.getConnectionMetaData().getConnector().getName());
    }

    /** A redirect to a name that the client made up would send it anywhere. */
    private @Nullable Problem unredirected(Request request) {
        return target(request).isPresent() ? null : misdirected();
    }

    private Optional<Host> target(Request request) {
        String name = request.getHttpURI().getHost();
        return name == null ? Optional.empty() : exposure.hosts().named(name);
    }

    /** To the same path over HTTPS, under the listed name; with a body it must stay the same method (RFC 9110, 15.4.9). */
    private void redirect(Request request, Response response, Callback callback) {
        Host host = target(request).orElseThrow(() -> new IllegalStateException("a redirect to nowhere"));
        int port = host.port().orElseGet(connectors::port);
        boolean safe = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
        response.setStatus(safe ? 301 : 308);
        response.getHeaders()
                .put(
                        HttpHeader.LOCATION,
                        "https://" + host.name() + (port == HTTPS_PORT ? "" : ":" + port)
                                + request.getHttpURI().getPathQuery());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        callback.succeeded();
    }

    private static Problem misdirected() {
        return Problem.of(ProblemType.MISDIRECTED_REQUEST, "This node does not go by the name that Host has.");
    }

    /** Adds what CORS asks for (Fetch, 3.2); true when the request is only a preflight, which goes no further. */
    private boolean letIn(Request request, Response response) {
        HttpFields.Mutable answer = response.getHeaders();
        answer.ensureField(new HttpField(HttpHeader.VARY, "Origin"));
        List<String> origins = values(request.getHeaders(), "Origin");
        if (origins.size() != 1 || !exposure.origins().permit(origins.getFirst())) {
            return false;
        }
        answer.put("Access-Control-Allow-Origin", origins.getFirst());
        boolean preflight =
                "OPTIONS".equals(request.getMethod()) && request.getHeaders().contains("Access-Control-Request-Method");
        if (preflight) {
            answer.put("Access-Control-Allow-Methods", String.join(", ", Gate.METHODS));
            answer.put("Access-Control-Allow-Headers", CrossOrigins.REQUEST_HEADERS);
            answer.put("Access-Control-Max-Age", PREFLIGHT_SECONDS);
        } else {
            answer.put("Access-Control-Expose-Headers", CrossOrigins.ANSWER_HEADERS);
        }
        return preflight;
    }

    private static Fields forwarded(HttpFields headers) {
        return new Fields(
                values(headers, "Forwarded"), values(headers, "X-Forwarded-For"), values(headers, "X-Forwarded-Proto"));
    }

    private static List<String> values(HttpFields headers, String name) {
        return headers.getValuesList(name);
    }
}
