package io.cfguardian.server.dev;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks nodes how they are, over HTTP as anybody would. */
final class Probe implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final JsonMapper json = JsonMapper.shared();
    private final DevFile.Admin admin;
    private String token = "";

    Probe(DevFile.Admin admin) {
        this.admin = admin;
    }

    /** Signs in as the administrator; false until there is one, who is made when the cluster has its first leader. */
    boolean signIn(Plan.Node node) throws InterruptedException {
        String body = json.writeValueAsString(Map.of("email", admin.email(), "password", admin.password()));
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.url() + "/api/v1/auth/login"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        token = send(request)
                .map(answer -> json.readTree(answer).path("accessToken").asString(""))
                .orElse("");
        return !token.isEmpty();
    }

    /** What the administrator opens the API with, "" before the sign-in. */
    String token() {
        return token;
    }

    /** Whether the node wants traffic. */
    boolean isReady(Plan.Node node) throws InterruptedException {
        return get(node.url() + "/ready").isPresent();
    }

    /** The id of the node that leads, as {@code asked} knows it. */
    Optional<String> leader(Plan.Node asked) throws InterruptedException {
        return get(asked.url() + "/api/v1/cluster").flatMap(this::leaderIn);
    }

    private Optional<String> leaderIn(String cluster) {
        try {
            for (JsonNode member : json.readTree(cluster).path("members")) {
                if (member.path("role").asString("").equals("leader")) {
                    return Optional.of(member.path("id").asString(""));
                }
            }
        } catch (JacksonException notOurs) {
            // Something else answers on this port.
        }
        return Optional.empty();
    }

    private Optional<String> get(String url) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .build();
        return send(request);
    }

    private Optional<String> send(HttpRequest request) throws InterruptedException {
        try {
            var response = client.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
