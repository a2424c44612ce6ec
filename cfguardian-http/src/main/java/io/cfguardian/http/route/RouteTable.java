package io.cfguardian.http.route;

import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        List<Pattern> found = new ArrayList<>(4);
        for (Pattern pattern : patterns.getOrDefault(slashes, List.of())) {
            if (pattern.matches(path)) {
                found.add(pattern);
            }
        }
        return new Found(path, found);
    }

    /** The operations that a path has. */
    public static final class Found {

        private final String path;
        private final List<Pattern> patterns;

        private Found(String path, List<Pattern> patterns) {
            this.path = path;
            this.patterns = patterns;
        }

        /** Whether the path needs no authentication. */
        public boolean isPublic() {
            for (Pattern pattern : patterns) {
                if (pattern.route.access() == Route.Access.PUBLIC) {
                    return true;
                }
            }
            return false;
        }

        /** The one that answers {@code method}, if there is one. */
        public Optional<Taken> by(String method) {
            for (Pattern pattern : patterns) {
                if (pattern.serves(method)) {
                    return Optional.of(new Taken(pattern.route, pattern.parameters(path)));
                }
            }
            return Optional.empty();
        }

        /** The problem of a path that has none, or none of the method that was asked. */
        public Problem unserved() {
            Set<String> methods = new TreeSet<>();
            for (Pattern pattern : patterns) {
                methods.add(pattern.route.method());
                if (pattern.answersHead) {
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

    /**
     * An operation that takes a request.
     *
     * @param parameters the values of its path parameters, decoded
     */
    public record Taken(Route route, Map<String, String> parameters) {}

    /** The problem of a path that no operation has. */
    public static Problem unknown(String path) {
        String name = path.length() > NAME_CHARS_MAX ? path.substring(0, NAME_CHARS_MAX) : path;
        return Problem.of(ProblemType.NOT_FOUND, "There is no such path.")
                .with("kind", "path")
                .with("name", name);
    }

    /** A route's template, cut into segments, each after a slash. */
    private static final class Pattern {

        private final Route route;
        private final boolean answersHead;
        private final List<Segment> segments = new ArrayList<>();

        Pattern(Route route) {
            this.route = route;
            this.answersHead = route.answersHead();
            for (String segment : route.template().substring(1).split("/", -1)) {
                boolean parameter = segment.startsWith("{");
                segments.add(new Segment(parameter ? segment.substring(1, segment.length() - 1) : segment, parameter));
            }
        }

        boolean serves(String method) {
            return route.method().equals(method) || (answersHead && method.equals("HEAD"));
        }

        /** Of a path with as many slashes. */
        boolean matches(String path) {
            int begin = 1;
            for (Segment segment : segments) {
                int end = end(path, begin);
                if (!segment.matches(path, begin, end)) {
                    return false;
                }
                begin = end + 1;
            }
            return true;
        }

        /** Of a path that matches. */
        Map<String, String> parameters(String path) {
            Map<String, String> values = HashMap.newHashMap(4);
            int begin = 1;
            for (Segment segment : segments) {
                int end = end(path, begin);
                if (segment.isParameter()) {
                    values.put(segment.name(), decoded(path.substring(begin, end)));
                }
                begin = end + 1;
            }
            return values;
        }

        private static int end(String path, int begin) {
            int slash = path.indexOf('/', begin);
            return slash < 0 ? path.length() : slash;
        }

        /** A plus sign stands for itself in a path. */
        private static String decoded(String text) {
            return text.indexOf('%') < 0 ? text : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        }
    }

    /** @param name what the path has there, or the name of a parameter that stands for anything but nothing */
    private record Segment(String name, boolean isParameter) {
        boolean matches(String path, int begin, int end) {
            return isParameter ? end > begin : end - begin == name.length() && path.startsWith(name, begin);
        }
    }
}
