package io.cfguardian.http.route;

import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.request.BodyRule;
import io.cfguardian.http.request.Call;
import java.util.List;
import java.util.Set;

/**
 * One operation of the contract: where it is, what it takes, and who answers.
 *
 * @param method GET, POST, PUT, PATCH or DELETE; a GET answers HEAD too, unless it streams
 * @param template the path with its parameters in braces
 * @param query the query parameters that it takes; any other is refused
 * @param body what body it takes
 * @param produces the media types of its answers, the preferred one first
 * @param access whether it asks for authentication
 * @param operation what it does
 */
public record Route(
        String method,
        String template,
        Set<String> query,
        BodyRule body,
        List<String> produces,
        Access access,
        Operation operation) {

    static final String JSON = "application/json";
    static final String YAML = "application/yaml";
    static final String MERGE_PATCH = "application/merge-patch+json";
    static final String JSON_PATCH = "application/json-patch+json";

    public Route {
        query = Set.copyOf(query);
        produces = List.copyOf(produces);
    }

    /** Answers one call. */
    @FunctionalInterface
    public interface Operation {

        /** The answer; a refusal may come as a {@code ProblemException}. Runs on a virtual thread and may block. */
        Answer answer(Call call);
    }

    /** Who may call. */
    public enum Access {
        /** Who is authenticated. */
        AUTHENTICATED,
        /** Anybody. */
        PUBLIC
    }

    static Route get(String template, Operation operation) {
        return new Route("GET", template, Set.of(), BodyRule.NONE, List.of(JSON), Access.AUTHENTICATED, operation);
    }

    static Route delete(String template, Operation operation) {
        return new Route("DELETE", template, Set.of(), BodyRule.NONE, List.of(JSON), Access.AUTHENTICATED, operation);
    }

    static Route of(String method, String template, BodyRule body, Operation operation) {
        return new Route(method, template, Set.of(), body, List.of(JSON), Access.AUTHENTICATED, operation);
    }

    Route taking(String... parameters) {
        return new Route(method, template, Set.of(parameters), body, produces, access, operation);
    }

    Route producing(String... mediaTypes) {
        return new Route(method, template, query, body, List.of(mediaTypes), access, operation);
    }

    Route forAnybody() {
        return new Route(method, template, query, body, produces, Access.PUBLIC, operation);
    }

    /** Whether a HEAD request may take its place: streams have no length to tell. */
    public boolean answersHead() {
        return method.equals("GET")
                && produces.stream()
                        .noneMatch(type -> type.equals("text/event-stream") || type.equals("application/x-ndjson"));
    }
}
