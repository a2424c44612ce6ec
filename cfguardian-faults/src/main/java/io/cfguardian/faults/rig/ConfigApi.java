package io.cfguardian.faults.rig;

import io.cfguardian.faults.history.Change;
import io.cfguardian.faults.history.Guard;
import io.cfguardian.faults.history.Outcome;
import io.cfguardian.faults.history.Request;
import io.cfguardian.faults.history.Request.Consistency;
import io.cfguardian.faults.history.Request.Read;
import io.cfguardian.faults.history.Request.Write;
import io.cfguardian.testkit.cluster.ApiClient;
import io.cfguardian.testkit.cluster.Reply;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts requests on the wire and answers into words. One attempt each; used by many threads. */
final class ConfigApi {

    static final String PROJECT = "faults";
    static final String ENVIRONMENT = "prod";
    private static final String PROJECT_PATH = "/api/v1/projects/" + PROJECT;
    private static final String CONFIGS = PROJECT_PATH + "/environments/" + ENVIRONMENT + "/configs/";

    private final Texts texts;

    ConfigApi(Texts texts) {
        this.texts = texts;
    }

    /** Makes the project that all configs are in. */
    static void prepare(ApiClient node) {
        node.post("/api/v1/projects", "{\"key\":\"%s\"}".formatted(PROJECT)).expect(201);
        node.post(PROJECT_PATH + "/environments", "{\"key\":\"%s\"}".formatted(ENVIRONMENT))
                .expect(201);
    }

    /** The watch of all configs with their values. */
    static String watch(long after) {
        return PROJECT_PATH + "/watch?include=value&fromRevision=" + after;
    }

    /**
     * Asks {@code node}.
     *
     * @throws AssertionError when the answer is none that the contract has for it
     */
    Outcome ask(ApiClient node, Request request) {
        try {
            return switch (request) {
                case Read(String key, Consistency consistency) ->
                    readAnswer(
                            node.get(CONFIGS + key + (consistency == Consistency.STALE ? "?consistency=stale" : "")));
                case Write write
                when write.changes().size() == 1 ->
                    single(node, write.id(), write.changes().getFirst());
                case Write write -> transaction(node, write);
            };
        } catch (UncheckedIOException e) {
            // What never got a connection was never sent.
            return e.getCause() instanceof ConnectException || e.getCause() instanceof HttpConnectTimeoutException
                    ? new Outcome.Failed("no connection")
                    : new Outcome.Unknown(String.valueOf(e.getCause()));
        }
    }

    private static Outcome readAnswer(Reply reply) {
        return switch (reply.status()) {
            case 200 ->
                new Outcome.Found(
                        reply.revision(),
                        reply.version(),
                        reply.json().path("value").path("w").asString(""));
            case 404 -> new Outcome.Missing(reply.revision());
            default -> undone(reply);
        };
    }

    private Outcome single(ApiClient node, String id, Change change) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Idempotency-Key", id);
        switch (change.guard()) {
            case Guard.Any() -> {
                // No header.
            }
            case Guard.Absent() -> headers.put("If-None-Match", "*");
            case Guard.AtVersion(long version) -> headers.put("If-Match", "\"" + version + "\"");
        }
        String path = CONFIGS + change.key();
        Reply reply = change.value()
                .map(value -> node.put(path, headers, texts.document(value)))
                .orElseGet(() -> node.send("DELETE", path, headers, ""));
        return reply.isSuccess() ? new Outcome.Committed(reply.revision(), List.of(reply.version())) : refused(reply);
    }

    private Outcome transaction(ApiClient node, Write write) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ArrayNode operations = body.putArray("operations");
        ArrayNode preconditions = body.putArray("preconditions");
        for (Change change : write.changes()) {
            ObjectNode operation = operations.addObject();
            operation.put("op", change.value().isPresent() ? "putConfig" : "deleteConfig");
            operation.put("environment", ENVIRONMENT).put("key", change.key());
            // As a text, whose hash is known here; of a value the server writes a text of its own.
            change.value()
                    .ifPresent(value ->
                            operation.put("mediaType", "application/json").put("text", texts.document(value)));
            switch (change.guard()) {
                case Guard.Any() -> {
                    // Nothing demanded.
                }
                case Guard.Absent() -> demand(preconditions, change).put("absent", true);
                case Guard.AtVersion(long version) ->
                    demand(preconditions, change).put("version", version);
            }
        }
        Reply reply = node.send(
                "POST",
                "/api/v1/projects/" + PROJECT + "/transactions",
                Map.of("Content-Type", "application/json", "Idempotency-Key", write.id()),
                body.toString());
        if (!reply.isSuccess()) {
            return refused(reply);
        }
        List<Long> versions = new ArrayList<>();
        reply.json()
                .path("results")
                .forEach(result -> versions.add(result.path("version").asLong()));
        return new Outcome.Committed(reply.revision(), versions);
    }

    private static ObjectNode demand(ArrayNode preconditions, Change change) {
        ObjectNode demand = preconditions.addObject();
        demand.putObject("config").put("environment", ENVIRONMENT).put("key", change.key());
        return demand;
    }

    private static Outcome refused(Reply reply) {
        return switch (reply.status()) {
            case 404 -> new Outcome.NotThere(reply.json().path("name").asString(""));
            case 412 -> {
                JsonNode problem = reply.json();
                long version = Optional.of(problem.path("currentVersion").asLong(0))
                        .filter(current -> current > 0)
                        .orElseGet(() -> problem.path("deletedVersion").asLong(0));
                yield new Outcome.Refused(problem.path("name").asString(""), version);
            }
            default -> undone(reply);
        };
    }

    private static Outcome undone(Reply reply) {
        return switch (reply.status()) {
            case 429, 503, 507 -> new Outcome.Failed(reply.problem());
            case 500, 504 -> new Outcome.Unknown(reply.problem());
            default -> throw new AssertionError("no answer that belongs here: " + reply);
        };
    }
}
