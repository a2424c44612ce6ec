package io.cfguardian.http.route;

import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All operations there are. The contract test holds it against openapi.yaml, both ways. Immutable. */
public final class RouteTable {

    private static final int NAME_CHARS_MAX = 256;

    private final List<Route> routes;
    /** By the number of slashes in their templates. */
    private final Map<Integer, List<Pattern>> patterns;

    /** A table of {@code routes}; a path that one public route has is public for all methods. */
    public RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
        this.patterns =
                routes.stream().map(Pattern::new).collect(Collectors.groupingBy(pattern -> pattern.segments.size()));
    }

    /** All routes. */
    public List<Route> routes() {
        return routes;
    }

    /** The operations that {@code path}, which begins with a slash, has. */
    public Found at(String path) {
        int slashes = 0;
        for (int i = 0; i < path.length(); i++) {
            slashes += path.charAt(i) == '/' ? 1 : 0;
        }
        List<Route> found = new ArrayList<>(4);
        for (Pattern pattern : patterns.getOrDefault(slashes, List.of())) {
            if (pattern.matches(path)) {
                found.add(pattern.route);
            }
        }
        return new Found(path, found);
    }

    /**
     * The operations that a path has.
     *
     * @param path as it came
     */
    public record Found(String path, List<Route> routes) {

        public Found {
            routes = List.copyOf(routes);
        }

        /** Whether the path needs no authentication. */
        public boolean isPublic() {
            for (Route route : routes) {
                if (route.access() == Route.Access.PUBLIC) {
                    return true;
                }
            }
            return false;
        }

        /** Whether one of them answers {@code method}. */
        public boolean serves(String method) {
            for (Route route : routes) {
                if (route.method().equals(method) || (route.answersHead() && method.equals("HEAD"))) {
                    return true;
                }
            }
            return false;
        }

        /** The problem of a path that has none, or none of the method that was asked. */
        public Problem unserved() {
            Set<String> methods = new TreeSet<>();
            for (Route route : routes) {
                methods.add(route.method());
                if (route.answersHead()) {
                    methods.add("HEAD");
                }
            }
            if (methods.isEmpty()) {
                return unknown(path);
            }
            return Problem.of(ProblemType.METHOD_NOT_ALLOWED, "The path has no such method.")
                    .with("supported", List.copyOf(methods))
                    .header("Allow", String.join(", ", methods));
        }
    }

    /** The problem of a path that no operation has. */
    public static Problem unknown(String path) {
        String name = path.length() > NAME_CHARS_MAX ? path.substring(0, NAME_CHARS_MAX) : path;
        return Problem.of(ProblemType.NOT_FOUND, "There is no such path.")
                .with("kind", "path")
                .with("name", name);
    }

    /** A route's template, cut into segments, each after a slash; the empty one stands for a parameter. */
    private static final class Pattern {

        private final Route route;
        private final List<String> segments = new ArrayList<>();

        Pattern(Route route) {
            this.route = route;
            for (String segment : route.template().substring(1).split("/", -1)) {
                segments.add(segment.startsWith("{") ? "" : segment);
            }
        }

        /** Of a path with as many slashes. */
        boolean matches(String path) {
            int begin = 1;
            for (String wanted : segments) {
                int slash = path.indexOf('/', begin);
                int end = slash < 0 ? path.length() : slash;
                boolean fits = wanted.isEmpty()
                        ? end > begin
                        : end - begin == wanted.length() && path.startsWith(wanted, begin);
                if (!fits) {
                    return false;
                }
                begin = end + 1;
            }
            return true;
        }
    }
}
