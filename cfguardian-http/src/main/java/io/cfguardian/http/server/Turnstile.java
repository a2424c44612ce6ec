package io.cfguardian.http.server;

import io.cfguardian.domain.key.Principal;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemType;
import io.cfguardian.http.quota.Quota;
import io.cfguardian.http.quota.RateLimits;
import io.cfguardian.http.quota.Standing;
import io.cfguardian.http.quota.Standing.Exceeded;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests, tells every answer what is left (draft-ietf-httpapi-ratelimit-headers-10), and refuses those that are too
 * many. Used by many threads.
 */
final class Turnstile {

    private static final String POLICY_FIELD = "RateLimit-Policy";
    private static final String FIELD = "RateLimit";

    private final RateLimits limits;
    private final GateEvents events;

    Turnstile(RateLimits limits, GateEvents events) {
        this.limits = limits;
        this.events = events;
    }

    /** Counts for the client's address; the refusal, if there is one. */
    @Nullable
    Problem pass(Request request, Response response, Exchange exchange) {
        String key = exchange.sender().address().quotaKey();
        Problem refusal = count(Quota.ADDRESS, key, response, exchange);
        if (refusal != null || !"POST".equals(request.getMethod())) {
            return refusal;
        }
        return Quota.ofPath(String.valueOf(request.getHttpURI().getPath()))
                .map(quota -> count(quota, key, response, exchange))
                .orElse(null);
    }

    /** Counts for whoever sends it; the refusal, if there is one. */
    @Nullable
    Problem pass(Principal principal, Response response, Exchange exchange) {
        return count(Quota.CREDENTIAL, principal.name(), response, exchange);
    }

    private @Nullable Problem count(Quota quota, String key, Response response, Exchange exchange) {
        Standing standing = limits.count(quota, key).orElse(null);
        if (standing == null) {
            return null;
        }
        tell(response.getHeaders(), standing);
        if (!(standing instanceof Exceeded exceeded)) {
            return null;
        }
        events.rateLimited(exchange, quota);
        return Problem.of(ProblemType.RATE_LIMITED, "The sender asks more often than it may.")
                .with("limit", quota.slug())
                .with("max", exceeded.rate().requests())
                .retryAfter(exceeded.retrySeconds());
    }

    private static void tell(HttpFields.Mutable headers, Standing standing) {
        String name = "\"" + standing.quota().slug() + "\"";
        append(
                headers,
                POLICY_FIELD,
                name + ";q=" + standing.rate().requests() + ";w="
                        + standing.rate().window().toSeconds());
        append(headers, FIELD, name + ";r=" + standing.remaining() + ";t=" + standing.resetSeconds());
    }

    private static void append(HttpFields.Mutable headers, String name, String item) {
        String before = headers.get(name);
        headers.put(name, before == null ? item : before + ", " + item);
    }
}
