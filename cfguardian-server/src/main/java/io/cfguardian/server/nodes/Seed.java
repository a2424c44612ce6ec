package io.cfguardian.server.nodes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Projects {@code load-1}, {@code load-2} and so on, each with the environments {@code prod} and {@code staging}, a schema {@code
 * service} and configs {@code service-1}, {@code service-2} and so on; and users {@code load-1}, {@code load-2} and so on, who take turns
 * in being editors of a project. One request after the other, in the order in which each finds what it needs. Confined to one thread.
 */
final class Seed {

    private static final String API = "/api/v1";
    private static final List<String> ENVIRONMENTS = List.of("prod", "staging");
    private static final String SCHEMA = "service";
    private static final int THINGS_MAX = 1000;
    private static final int PROJECTS_MAX = 100;

    /** A document of about half a kilobyte is to conform to it. */
    private static final Map<String, ?> SCHEMA_TEXT = Map.of(
            "$schema",
            "https://json-schema.org/draft/2020-12/schema",
            "type",
            "object",
            "required",
            List.of("owner", "perMinute"),
            "properties",
            Map.of(
                    "owner", Map.of("type", "string", "minLength", 1, "maxLength", 64),
                    "perMinute", Map.of("type", "integer", "minimum", 1, "maximum", 1_000_000),
                    "endpoints", Map.of("type", "array", "maxItems", 50, "items", Map.of("type", "string")),
                    "features", Map.of("type", "object", "additionalProperties", Map.of("type", "boolean"))),
            "additionalProperties",
            false);

    private final RemoteNode node;
    private final int projects;
    private final int users;
    private final int configs;
    private final Map<String, Integer> made = new LinkedHashMap<>();
    private final Map<String, Integer> found = new LinkedHashMap<>();

    /** @throws IllegalArgumentException when a number is out of its range */
    Seed(RemoteNode node, int projects, int users, int configs) {
        this.node = node;
        this.projects = checked("--projects", projects, PROJECTS_MAX);
        this.users = checked("--users", users, THINGS_MAX);
        this.configs = checked("--configs", configs, THINGS_MAX);
    }

    /**
     * Makes what there is not.
     *
     * @param password of the users that are made
     * @return how many of each kind were made, and how many were there, for people
     */
    String plant(String password) throws IOException, InterruptedException, RemoteNode.Refused {
        for (int project = 1; project <= projects; project++) {
            plantProject(API + "/projects/" + name(project), name(project));
        }
        for (int user = 1; user <= users; user++) {
            plantUser(name(user), name((user - 1) % projects + 1), password);
        }
        return made.keySet().stream()
                .map(kind -> "%-13s%d new, %d there before".formatted(kind, made.get(kind), found.get(kind)))
                .collect(Collectors.joining("\n"));
    }

    private void plantProject(String path, String key) throws IOException, InterruptedException, RemoteNode.Refused {
        if (lacks("projects", path)) {
            node.post(API + "/projects", Map.of("key", key, "description", "For load."));
        }
        if (lacks("schemas", path + "/schemas/" + SCHEMA)) {
            node.put(path + "/schemas/" + SCHEMA, SCHEMA_TEXT);
        }
        for (String environment : ENVIRONMENTS) {
            String place = path + "/environments/" + environment;
            if (lacks("environments", place)) {
                node.post(path + "/environments", Map.of("key", environment));
            }
            for (int config = 1; config <= configs; config++) {
                String document = place + "/configs/service-" + config;
                if (lacks("configs", document)) {
                    node.put(document + "?schema=" + SCHEMA, document(config));
                }
            }
        }
    }

    private void plantUser(String id, String project, String password)
            throws IOException, InterruptedException, RemoteNode.Refused {
        if (lacks("users", API + "/users/" + id)) {
            node.post(API + "/users", Map.of("id", id, "email", id + "@example.org", "password", password));
        }
        String member = API + "/projects/" + project + "/members/user:" + id;
        if (lacks("members", member)) {
            node.put(member, Map.of("role", "editor", "environments", Map.of()));
        }
    }

    private boolean lacks(String kind, String path) throws IOException, InterruptedException, RemoteNode.Refused {
        boolean lacks = node.find(path).isEmpty();
        made.merge(kind, lacks ? 1 : 0, Integer::sum);
        found.merge(kind, lacks ? 0 : 1, Integer::sum);
        return lacks;
    }

    private static Map<String, ?> document(int config) {
        List<String> endpoints = new ArrayList<>();
        Map<String, Boolean> features = new LinkedHashMap<>();
        for (int i = 1; i <= 8; i++) {
            endpoints.add("https://service-%d.node-%d.example.org/v1".formatted(config, i));
            features.put("feature-" + i, (config + i) % 2 == 0);
        }
        return Map.of(
                "owner", "team-" + (config % 7 + 1), "perMinute", 600, "endpoints", endpoints, "features", features);
    }

    private static String name(int number) {
        return "load-" + number;
    }

    private static int checked(String option, int number, int max) {
        if (number < 1 || number > max) {
            throw new IllegalArgumentException(option + " is " + number + ", expected 1 to " + max);
        }
        return number;
    }
}
