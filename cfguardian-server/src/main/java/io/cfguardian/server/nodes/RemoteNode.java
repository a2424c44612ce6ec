package io.cfguardian.server.nodes;

import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node of a running cluster, asked over HTTP as anybody would. The JVM's own authorities vouch for it. */
final class RemoteNode implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** A change of leader is waited for by the node for ten seconds. */
    private static final Duration ANSWER = Duration.ofSeconds(20);

    /** A node that is asked too often (429) says when it may be asked again, and is then, so often at most. */
    private static final int AGAIN_MAX = 5;

    private static final int WAIT_SECONDS_MAX = 60;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final JsonMapper json = JsonMapper.shared();
    private final URI base;
    private final String token;

    RemoteNode(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** The node said no; the message is a line for people. */
    static final class Refused extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    JsonNode get(String path) throws IOException, InterruptedException, Refused {
        return send("GET", path, BodyPublishers.noBody());
    }

    /** Like {@link #get}, and empty where there is no such thing. */
    Optional<JsonNode> find(String path) throws IOException, InterruptedException, Refused {
        HttpResponse<String> response = exchange("GET", path, BodyPublishers.noBody());
        return response.statusCode() == 404 ? Optional.empty() : Optional.of(accepted(response));
    }

    /** @param body null for none */
    JsonNode post(String path, @Nullable Map<String, ?> body) throws IOException, InterruptedException, Refused {
        return send(
                "POST",
                path,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json.writeValueAsString(body)));
    }

    JsonNode put(String path, Map<String, ?> body) throws IOException, InterruptedException, Refused {
        return send("PUT", path, BodyPublishers.ofString(json.writeValueAsString(body)));
    }

    JsonNode delete(String path) throws IOException, InterruptedException, Refused {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    private JsonNode send(String method, String path, BodyPublisher body)
            throws IOException, InterruptedException, Refused {
        return accepted(exchange(method, path, body));
    }

    private HttpResponse<String> exchange(String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json, application/problem+json")
                .method(method, body);
        if (body.contentLength() != 0) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        for (int again = 0; response.statusCode() == 429 && again < AGAIN_MAX; again++) {
            long seconds = response.headers().firstValueAsLong("Retry-After").orElse(1);
            Thread.sleep(Duration.ofSeconds(Math.clamp(seconds, 1, WAIT_SECONDS_MAX)));
            response = client.send(request.build(), BodyHandlers.ofString());
        }
        return response;
    }

    private JsonNode accepted(HttpResponse<String> response) throws Refused {
        JsonNode answer = read(response);
        if (response.statusCode() >= 300) {
            throw new Refused("%d %s: %s"
                    .formatted(
                            response.statusCode(),
                            answer.path("title").asString("refused"),
                            answer.path("detail").asString("")));
        }
        return answer;
    }

    private JsonNode read(HttpResponse<String> response) throws Refused {
        try {
            return json.readTree(response.body());
        } catch (JacksonException otherProgram) {
            throw new Refused(base + " does not answer as cfguardian does, status " + response.statusCode());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
