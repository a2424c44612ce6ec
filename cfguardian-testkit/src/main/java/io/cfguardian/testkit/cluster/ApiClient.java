package io.cfguardian.testkit.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Speaks to one node as its administrator, over HTTP/1.1 and with what the JDK has. Used by many threads. Whether a request
 * that failed was done is for the caller to find out.
 */
public final class ApiClient implements AutoCloseable {

    private static final Duration CONNECT_MAX = Duration.ofSeconds(2);
    private static final Duration REPLY_MAX = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_MAX)
            .build();
    private final URI base;
    private final Supplier<String> token;

    /**
     * A client of one node.
     *
     * @param base such as {@code http://127.0.0.1:8080}
     * @param token what it opens the API with, "" for nothing
     */
    public ApiClient(URI base, Supplier<String> token) {
        this.base = base;
        this.token = token;
    }

    /** The address of the node. */
    public URI base() {
        return base;
    }

    /** Gets {@code path}, which begins with a slash and may have a query. */
    public Reply get(String path) {
        return send("GET", path, Map.of(), "");
    }

    /** Gets {@code path} when the node can be reached. */
    public Optional<Reply> tryGet(String path) {
        try {
            return Optional.of(get(path));
        } catch (UncheckedIOException unreachable) {
            return Optional.empty();
        }
    }

    /** Posts JSON. */
    public Reply post(String path, String json) {
        return send("POST", path, Map.of("Content-Type", "application/json"), json);
    }

    /** Puts JSON. */
    public Reply put(String path, String json) {
        return put(path, Map.of(), json);
    }

    /** Puts JSON with more headers; a Content-Type among them comes instead. */
    public Reply put(String path, Map<String, String> headers, String json) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("Content-Type", "application/json");
        all.putAll(headers);
        return send("PUT", path, all, json);
    }

    /** Sends a write when the node can be reached and answers; what became of it otherwise is not known. */
    public Optional<Reply> tryPut(String path, Map<String, String> headers, String json) {
        try {
            return Optional.of(put(path, headers, json));
        } catch (UncheckedIOException unreachable) {
            return Optional.empty();
        }
    }

    /** Gets with more headers. */
    public Reply get(String path, Map<String, String> headers) {
        return send("GET", path, headers, "");
    }

    /** Deletes. */
    public Reply delete(String path) {
        return send("DELETE", path, Map.of(), "");
    }

    /**
     * Sends a request and reads the whole answer.
     *
     * @param body no body when empty
     * @throws UncheckedIOException when there is no answer
     */
    public Reply send(String method, String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = request(path)
                .timeout(REPLY_MAX)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Gets what {@code path} has into a file. */
    public void download(String path, Path file) {
        try {
            var response = http.send(request(path).timeout(REPLY_MAX).build(), BodyHandlers.ofFile(file));
            if (response.statusCode() != 200) {
                throw new AssertionError(path + " got " + response.statusCode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * Opens a stream of server-sent events.
     *
     * @param lastEventId resumes after it; empty: begins where the path says
     */
    public SseReader watch(String path, Optional<String> lastEventId) {
        return tryWatch(path, lastEventId)
                .orElseThrow(() -> new AssertionError("a watch of " + base + " got no stream"));
    }

    /** Opens a stream too; nothing when the node cannot be reached or answers 503, as one does that just started. */
    public Optional<SseReader> tryWatch(String path, Optional<String> lastEventId) {
        HttpRequest.Builder request = request(path).header("Accept", "text/event-stream");
        lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
        try {
            var response = http.send(request.build(), BodyHandlers.ofInputStream());
            if (response.statusCode() == 200) {
                return Optional.of(new SseReader(response.body()));
            }
            try (var body = response.body()) {
                String problem = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                if (response.statusCode() == 503) {
                    return Optional.empty();
                }
                throw new AssertionError("a watch got " + response.statusCode() + " " + problem);
            }
        } catch (IOException unreachable) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
        String bearer = token.get();
        return bearer.isEmpty() ? request : request.header("Authorization", "Bearer " + bearer);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
