package io.cfguardian.http.route;

import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All operations there are. The contract test holds it against openapi.yaml, both ways. Immutable. */
public final class RouteTable {

    private static final int NAME_CHARS_MAX = 256;

    private final List<Route> routes;
    private final List<Pattern> patterns;
    private final List<Pattern> publicPatterns;

    /** A table of {@code routes}; a path that one public route has is public for all methods. */
    public RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
        this.patterns = routes.stream().map(Pattern::new).toList();
        this.publicPatterns = patterns.stream()
                .filter(pattern -> pattern.route.access() == Route.Access.PUBLIC)
                .toList();
    }

    /** All routes. */
    public List<Route> routes() {
        return routes;
    }

    /** Whether {@code path} needs no authentication. */
    public boolean isPublic(String path) {
        String[] segments = path.split("/", -1);
        return publicPatterns.stream().anyMatch(pattern -> pattern.matches(segments));
    }

    /** Whether an operation answers {@code method} on {@code path}. */
    public boolean serves(String method, String path) {
        return methods(path).contains(method);
    }

    /** The problem of a path that no operation has, or not with this method. */
    public Problem unserved(String path) {
        Set<String> methods = methods(path);
        if (methods.isEmpty()) {
            return unknown(path);
        }
        return Problem.of(ProblemType.METHOD_NOT_ALLOWED, "The path has no such method.")
                .with("supported", List.copyOf(methods))
                .header("Allow", String.join(", ", methods));
    }

    /** The problem of a path that no operation has. */
    public static Problem unknown(String path) {
        String name = path.length() > NAME_CHARS_MAX ? path.substring(0, NAME_CHARS_MAX) : path;
        return Problem.of(ProblemType.NOT_FOUND, "There is no such path.")
                .with("kind", "path")
                .with("name", name);
    }

    private Set<String> methods(String path) {
        String[] segments = path.split("/", -1);
        Set<String> methods = new TreeSet<>();
        for (Pattern pattern : patterns) {
            if (pattern.matches(segments)) {
                methods.add(pattern.route.method());
                if (pattern.route.answersHead()) {
                    methods.add("HEAD");
                }
            }
        }
        return methods;
    }

    /** A route's template, cut into segments; the empty one stands for a parameter. */
    private static final class Pattern {

        private final Route route;
        private final List<String> segments = new ArrayList<>();

        Pattern(Route route) {
            this.route = route;
            for (String segment : route.template().split("/", -1)) {
                segments.add(segment.startsWith("{") ? "" : segment);
            }
        }

        boolean matches(String[] path) {
            if (path.length != segments.size()) {
                return false;
            }
            // The first segment is the empty one before the leading slash.
            for (int i = 1; i < path.length; i++) {
                String wanted = segments.get(i);
                if (wanted.isEmpty() ? path[i].isEmpty() : !wanted.equals(path[i])) {
                    return false;
                }
            }
            return true;
        }
    }
}
