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
    /** By the number of their segments: each request is looked up twice. */
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

    /** Whether {@code path} needs no authentication. */
    public boolean isPublic(String path) {
        for (Route route : at(path)) {
            if (route.access() == Route.Access.PUBLIC) {
                return true;
            }
        }
        return false;
    }

    /** Whether an operation answers {@code method} on {@code path}. */
    public boolean serves(String method, String path) {
        for (Route route : at(path)) {
            if (route.method().equals(method) || (route.answersHead() && method.equals("HEAD"))) {
                return true;
            }
        }
        return false;
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
        Set<String> methods = new TreeSet<>();
        for (Route route : at(path)) {
            methods.add(route.method());
            if (route.answersHead()) {
                methods.add("HEAD");
            }
        }
        return methods;
    }

    private List<Route> at(String path) {
        String[] segments = path.split("/", -1);
        List<Route> found = new ArrayList<>();
        for (Pattern pattern : patterns.getOrDefault(segments.length, List.of())) {
            if (pattern.matches(segments)) {
                found.add(pattern.route);
            }
        }
        return found;
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
