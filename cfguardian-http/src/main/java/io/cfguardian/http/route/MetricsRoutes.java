package io.cfguardian.http.route;

import io.cfguardian.app.telemetry.Exposition;
import io.cfguardian.app.telemetry.Exposition.Exposed;
import io.cfguardian.app.telemetry.Exposition.Format;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemType;
import io.cfguardian.http.request.Call;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What monitoring systems ask. Open to anybody unless the operator set a token, which opens nothing else. */
public final class MetricsRoutes {

    private static final String TEXT = "text/plain";
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String SCHEME = "Bearer ";

    private final @Nullable Exposition exposition;
    private final byte @Nullable [] token;

    /**
     * Routes that show {@code exposition}.
     *
     * @param exposition null for nothing; the server lets no request come here then
     * @param token what a caller has to show, null for nothing
     */
    public MetricsRoutes(@Nullable Exposition exposition, @Nullable String token) {
        this.exposition = exposition;
        this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(Route.get("/metrics", this::metrics)
                .producing(TEXT, OPEN_METRICS)
                .forAnybody());
    }

    private Answer metrics(Call call) {
        if (token != null && !opens(call.header("Authorization"), token)) {
            throw Problem.of(ProblemType.UNAUTHORIZED, "The metrics of this node want the operator's token.")
                    .header("WWW-Authenticate", "Bearer realm=\"cfguardian metrics\"")
                    .exception();
        }
        if (exposition == null) {
            throw RouteTable.unknown(call.path()).exception();
        }
        Format format = call.accept().best(List.of(TEXT, OPEN_METRICS)).equals(TEXT)
                ? Format.PROMETHEUS_TEXT
                : Format.OPEN_METRICS;
        Exposed exposed = exposition.expose(format);
        return Answer.stored(exposed.mediaType(), exposed.text());
    }

    /** Compares all of it whatever the first difference is, so that the time it takes tells nothing. */
    private static boolean opens(Optional<String> authorization, byte[] token) {
        return authorization
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8))
                .filter(given -> MessageDigest.isEqual(given, token))
                .isPresent();
    }
}
