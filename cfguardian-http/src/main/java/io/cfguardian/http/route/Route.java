package io.cfguardian.http.route;

import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.request.BodyRule;
import io.cfguardian.http.request.Call;
import io.cfguardian.http.request.Parameters.Unknown;
import java.util.List;
import java.util.Set;

/**
 * One operation of the contract: where it is, what it takes, and who answers.
 *
 * @param method GET, POST, PUT, PATCH or DELETE
 * @param template the path with its parameters in braces
 * @param query the query parameters that it takes
 * @param unknown what becomes of any other
 * @param body what body it takes
 * @param produces the media types of its answers, the preferred one first
 * @param access whether it asks for authentication
 * @param safety whether asking changes nothing that matters; of a method other than GET it says nothing
 * @param operation what it does
 */
public record Route(
        String method,
        String template,
        Set<String> query,
        Unknown unknown,
        BodyRule body,
        List<String> produces,
        Access access,
        Safety safety,
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

    /** Whether a GET may be asked for no reason. */
    public enum Safety {
        /** It only reads. */
        SAFE,
        /** It takes a step that cannot be taken twice. */
        STEP
    }

    static Route get(String template, Operation operation) {
        return of("GET", template, BodyRule.NONE, operation);
    }

    static Route delete(String template, Operation operation) {
        return of("DELETE", template, BodyRule.NONE, operation);
    }

    static Route of(String method, String template, BodyRule body, Operation operation) {
        return new Route(
                method,
                template,
                Set.of(),
                Unknown.REFUSED,
                body,
                List.of(JSON),
                Access.AUTHENTICATED,
                Safety.SAFE,
                operation);
    }

    Route taking(String... parameters) {
        return new Route(method, template, Set.of(parameters), unknown, body, produces, access, safety, operation);
    }

    /** This route for callers who are sent here with whatever parameters. */
    Route passingOverOthers() {
        return new Route(method, template, query, Unknown.IGNORED, body, produces, access, safety, operation);
    }

    Route producing(String... mediaTypes) {
        return new Route(method, template, query, unknown, body, List.of(mediaTypes), access, safety, operation);
    }

    Route forAnybody() {
        return new Route(method, template, query, unknown, body, produces, Access.PUBLIC, safety, operation);
    }

    /** This route as one that does something. */
    Route takingAStep() {
        return new Route(method, template, query, unknown, body, produces, access, Safety.STEP, operation);
    }

    /** Whether a HEAD request may take its place: streams have no length to tell, and nobody takes a step by asking for headers. */
    public boolean answersHead() {
        return method.equals("GET")
                && safety == Safety.SAFE
                && produces.stream()
                        .noneMatch(type -> type.equals("text/event-stream") || type.equals("application/x-ndjson"));
    }
}
