package io.cfguardian.http.route;

import static io.cfguardian.http.fixture.Api.CONFIG;
import static io.cfguardian.http.fixture.Api.ENVIRONMENTS;
import static io.cfguardian.http.fixture.Api.PROJECTS;
import static io.cfguardian.http.fixture.Api.SCHEMA;

import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.Client.Request;
import io.cfguardian.http.fixture.People;
import io.cfguardian.http.fixture.TestNode;
import io.cfguardian.http.route.AccessIT.Caller;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A project with something of everything in it, and callers of all kinds; a new one whenever one was changed. */
final class AccessWorlds {

    private static final String MERGE = "application/merge-patch+json";

    /** What goes with each operation that takes a body; N is the number of the world. */
    private static final Map<String, String[]> BODIES = Map.ofEntries(
            json("POST /api/v1/auth/login", "{\"email\":\"xN@example.com\",\"password\":\"x\"}"),
            json(
                    "POST /api/v1/auth/register",
                    "{\"email\":\"xN@example.com\",\"password\":\"grey-otter-walks-home-9\"}"),
            json("POST /api/v1/auth/mfa/verify", "{\"challenge\":\"x\",\"code\":\"123456\"}"),
            json("POST /api/v1/auth/refresh", "{\"refreshToken\":\"x\"}"),
            json("POST /api/v1/cluster/leader", "{\"id\":\"n1\"}"),
            json("POST /api/v1/cluster/log-levels", "{\"logger\":\"own\",\"level\":\"default\"}"),
            json(
                    "POST /api/v1/cluster/members",
                    "{\"id\":\"n3\",\"address\":\"127.0.0.1:5\",\"http\":\"127.0.0.1:6\"}"),
            json("POST /api/v1/auth/password", "{\"current\":\"x\",\"new\":\"grey-otter-walks-home-9\"}"),
            json("POST /api/v1/auth/mfa/activate", "{\"code\":\"123456\"}"),
            json("POST /api/v1/auth/mfa/disable", "{\"code\":\"123456\"}"),
            json("POST /api/v1/projects", "{\"key\":\"new-N\"}"),
            merge("PATCH /api/v1/projects/{project}", "{\"description\":\"x\"}"),
            json("POST /api/v1/projects/{project}/environments", "{\"key\":\"new\"}"),
            merge("PATCH /api/v1/projects/{project}/environments/{environment}", "{\"description\":\"x\"}"),
            json("PUT /api/v1/projects/{project}/schemas/{schema}", "{\"type\":\"array\"}"),
            json("POST /api/v1/projects/{project}/schemas/{schema}/check", "{\"type\":\"array\"}"),
            json("PUT /api/v1/projects/{project}/environments/{environment}/configs/{config}", "{\"n\":2}"),
            merge("PATCH /api/v1/projects/{project}/environments/{environment}/configs/{config}", "{\"n\":2}"),
            json("POST /api/v1/projects/{project}/environments/{environment}/configs/{config}/validate", "{}"),
            json(
                    "POST /api/v1/projects/{project}/environments/{environment}/configs/{config}/rollback",
                    "{\"toVersion\":1}"),
            json("PUT /api/v1/projects/{project}/members/{member}", "{\"role\":\"viewer\"}"),
            json("POST /api/v1/projects/{project}/tokens", "{\"key\":\"new\",\"role\":\"viewer\"}"),
            json("POST /api/v1/projects/{project}/tokens/{token}/rotate", "{}"),
            json(
                    "POST /api/v1/projects/{project}/transactions",
                    "{\"operations\":[{\"op\":\"putConfig\",\"environment\":\"e\",\"key\":\"tx\",\"value\":{}}]}"),
            json("POST /api/v1/users", "{\"id\":\"new-N\",\"email\":\"new-N@example.com\"}"),
            merge("PATCH /api/v1/users/{user}", "{\"name\":\"x\"}"),
            json("PUT /api/v1/users/{user}/password", "{}"));

    private final Client client;
    private final People people;
    private final Map<Caller, String> tokens = new EnumMap<>(Caller.class);
    private int world;
    private boolean spoilt = true;

    AccessWorlds(TestNode node, Client client) {
        this.client = client;
        this.people = new People(node);
    }

    private static Map.Entry<String, String[]> json(String operation, String body) {
        return Map.entry(operation, new String[] {"application/json", body});
    }

    private static Map.Entry<String, String[]> merge(String operation, String body) {
        return Map.entry(operation, new String[] {MERGE, body});
    }

    /** The world was changed; the next case needs another. */
    void spoil() {
        spoilt = true;
    }

    void renew() {
        if (!spoilt) {
            return;
        }
        world++;
        String project = argument("project");
        client.post(PROJECTS).json("{\"key\":\"%s\"}".formatted(project)).send().is(201);
        client.post(ENVIRONMENTS, project).json("{\"key\":\"e\"}").send().is(201);
        client.post(ENVIRONMENTS, project).json("{\"key\":\"other\"}").send().is(201);
        client.put(SCHEMA, project, "s").json("{\"type\":\"object\"}").send().is(201);
        client.put(CONFIG, project, "e", "k").json("{\"n\":0}").send().is(201);
        client.put(CONFIG, project, "e", "k").json("{\"n\":1}").send().is(200);
        people.user(argument("user"));
        people.grant(project, argument("user"), Grant.of(Role.VIEWER));
        people.service(project, argument("token"), Grant.of(Role.VIEWER));
        for (Caller caller : Caller.values()) {
            tokens.put(caller, introduce(caller, project));
        }
        spoilt = false;
    }

    private String introduce(Caller caller, String project) {
        String name = caller.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + world;
        return switch (caller.kind) {
            case NOBODY -> "";
            case ADMINISTRATOR -> people.administrator(name);
            case PERSON -> {
                String token = people.user(name);
                if (caller.grant != null) {
                    people.grant(project, name, caller.grant);
                }
                yield token;
            }
            case SERVICE -> people.service(project, name, Objects.requireNonNull(caller.grant));
        };
    }

    Client as(Caller caller) {
        return client.as(Objects.requireNonNull(tokens.get(caller)));
    }

    /** What stands for a parameter of a path. */
    String argument(String parameter) {
        return switch (parameter) {
            case "project" -> "p" + world;
            case "environment" -> "e";
            case "schema" -> "s";
            case "config" -> "k";
            case "version" -> "1";
            case "user" -> "target-" + world;
            case "member" -> "user:target-" + world;
            case "token" -> "target";
            case "session" -> "0".repeat(32);
            case "provider" -> "corp";
            case "node" -> "n1";
            default -> throw new IllegalStateException("the contract has an unknown parameter: " + parameter);
        };
    }

    Request fill(Request request, String operation) {
        if (operation.endsWith("/diff")) {
            return request.query("from=1&to=2");
        }
        if (operation.endsWith("/search")) {
            return request.query("text=a");
        }
        String[] body = BODIES.get(operation);
        return body == null ? request : request.body(body[0], body[1].replace("N", Integer.toString(world)));
    }
}
