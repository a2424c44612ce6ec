package io.cfguardian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.testkit.cluster.ApiClient;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.Reply;
import io.cfguardian.testkit.cluster.SseReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** People other than the administrator before the doors of all nodes, with whatever they present. Used by many threads. */
final class Visitors {

    static final String AUTH = "/api/v1/auth";
    static final String ME = AUTH + "/me";
    static final String USERS = "/api/v1/users";
    private static final String PROJECTS = "/api/v1/projects";
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private final ProcessCluster cluster;
    private final List<ApiClient> nobody;

    Visitors(ProcessCluster cluster) {
        this.cluster = cluster;
        this.nobody = cluster.clients().stream()
                .map(client -> new ApiClient(client.base(), () -> ""))
                .toList();
    }

    int[] nodes() {
        return IntStream.range(0, cluster.size()).toArray();
    }

    ApiClient admin(int node) {
        return cluster.client(node);
    }

    /** Makes a user with a password that nobody guesses. */
    Account create(String id) {
        Account account = new Account(id, id + "@people.example", newPassword());
        admin(0).post(
                        USERS,
                        "{\"id\":\"%s\",\"email\":\"%s\",\"password\":\"%s\"}"
                                .formatted(id, account.email(), account.password()))
                .expect(201);
        return account;
    }

    static String newPassword() {
        return "Kx-" + UUID.randomUUID();
    }

    /** Makes a project with one config, which only members see. */
    Treasure treasure(String project) {
        Treasure treasure = new Treasure(this, project);
        admin(0).post(PROJECTS, "{\"key\":\"%s\"}".formatted(project)).expect(201);
        admin(0).post(treasure.project() + "/environments", "{\"key\":\"prod\"}")
                .expect(201);
        admin(0).put(treasure.config(), Treasure.VALUE).expect(201);
        return treasure;
    }

    Reply send(int node, Map<String, String> headers, String method, String path, String json) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (!json.isEmpty()) {
            all.putAll(JSON);
        }
        all.putAll(headers);
        return nobody.get(node).send(method, path, all, json);
    }

    Reply send(int node, String token, String method, String path, String json) {
        return send(node, Map.of("Authorization", "Bearer " + token), method, path, json);
    }

    Reply get(int node, String token, String path) {
        return send(node, token, "GET", path, "");
    }

    Reply post(int node, String token, String path, String json) {
        return send(node, token, "POST", path, json);
    }

    Reply login(int node, Account account) {
        return login(node, account, Map.of());
    }

    Reply login(int node, Account account, Map<String, String> headers) {
        return send(
                node,
                headers,
                "POST",
                AUTH + "/login",
                "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(account.email(), account.password()));
    }

    Tokens signIn(int node, Account account) {
        return Tokens.of(login(node, account));
    }

    Reply refresh(int node, String token) {
        return send(node, Map.of(), "POST", AUTH + "/refresh", "{\"refreshToken\":\"%s\"}".formatted(token));
    }

    Reply verify(int node, String challenge, String code) {
        return send(
                node,
                Map.of(),
                "POST",
                AUTH + "/mfa/verify",
                "{\"challenge\":\"%s\",\"code\":\"%s\"}".formatted(challenge, code));
    }

    Optional<SseReader> watch(int node, String token, String path) {
        return new ApiClient(nobody.get(node).base(), () -> token).tryWatch(path, Optional.empty());
    }

    /** That {@code tokens} open nothing on any node, and bring no new ones. */
    void assertDead(Tokens tokens, String why) {
        for (int node : nodes()) {
            assertThat(get(node, tokens.access(), ME).status())
                    .as("access token on node %d %s", node, why)
                    .isEqualTo(401);
            assertThat(refresh(node, tokens.refresh()).status())
                    .as("refresh token on node %d %s", node, why)
                    .isEqualTo(401);
        }
    }

    /** That an access token opens its owner's account on every node. */
    void assertAlive(String access) {
        for (int node : nodes()) {
            assertThat(get(node, access, ME).status()).as("node %d", node).isEqualTo(200);
        }
    }

    /** The open sessions of a user as every node knows them, which is the same on all. */
    List<String> sessions(Account account) {
        List<List<String>> known = IntStream.of(nodes())
                .mapToObj(node -> items(admin(node).get("/api/v1/security/sessions?limit=500")))
                .map(items -> items.stream()
                        .filter(session -> session.path("user").asString().equals(account.id()))
                        .map(session -> session.path("id").asString())
                        .sorted()
                        .toList())
                .distinct()
                .toList();
        assertThat(known).as("sessions of %s on the nodes", account).hasSize(1);
        return known.getFirst();
    }

    /** The newest security events of one kind about a user. */
    List<JsonNode> events(String kind, Account account) {
        return items(admin(0).get("/api/v1/security/events?limit=500&kind=%s&principal=%s"
                .formatted(kind, account.principal().replace(":", "%3A"))));
    }

    static List<JsonNode> items(Reply page) {
        return StreamSupport.stream(page.expect(200).json().path("items").spliterator(), false)
                .toList();
    }
}
