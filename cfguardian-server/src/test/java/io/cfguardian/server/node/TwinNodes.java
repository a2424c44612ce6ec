package io.cfguardian.server.node;

import static org.awaitility.Awaitility.await;

import io.cfguardian.app.logging.LogLevel;
import io.cfguardian.http.server.RequestLog;
import io.cfguardian.server.logging.Logging;
import io.cfguardian.server.settings.Settings;
import io.cfguardian.server.settings.Settings.LogFormat;
import io.cfguardian.server.settings.SettingsReader;
import io.cfguardian.server.settings.SettingsResult.Refused;
import io.cfguardian.server.settings.SettingsResult.Usable;
import io.cfguardian.testkit.cluster.ApiClient;
import io.cfguardian.testkit.cluster.Ports;
import io.cfguardian.testkit.cluster.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Two nodes in one JVM, each a cluster of its own: one tells all of itself (metrics, a line of JSON for each request, every hundredth trace
 * sent), the other nothing. They run the same compiled code: two JVMs that are started alike differ by more than telemetry costs, as their
 * compilers happen to go. Arguments: an empty directory, in which {@code nodes.json} says where they are as soon as both serve, and the
 * endpoint that takes traces. Runs until it is ended.
 */
final class TwinNodes {

    private static final String EMAIL = "bench@example.org";
    private static final String PASSWORD = "twin-nodes-have-one-password";
    private static final String CONFIG = "/api/v1/projects/twins/environments/prod/configs/limits";
    private static final int BYTES = 256;
    private static final Duration READY = Duration.ofMinutes(1);

    private TwinNodes() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        Logging.apply(new Settings.Log(LogFormat.JSON, LogLevel.INFO));
        String telling = start(
                directory.resolve("telling"),
                Logging.requests(),
                Map.of(
                        "CFGUARDIAN_OTLP_ENDPOINT", arguments[1],
                        "CFGUARDIAN_TRACING_ENABLED", "true",
                        "CFGUARDIAN_TRACING_RATIO", "0.01"));
        String quiet =
                start(directory.resolve("quiet"), RequestLog.NONE, Map.of("CFGUARDIAN_METRICS_ENABLED", "false"));
        Files.writeString(directory.resolve("nodes.new"), "{\"telling\":" + telling + ",\"quiet\":" + quiet + "}");
        Files.move(directory.resolve("nodes.new"), directory.resolve("nodes.json"));
    }

    /** Starts one, with a config, and says in JSON where that is and with which token. */
    private static String start(Path home, RequestLog requests, Map<String, String> more) throws Exception {
        List<Integer> ports = Ports.pick(2);
        RunningNode.start(settings(home, ports.getFirst(), ports.getLast(), more), requests);
        URI base = URI.create("http://127.0.0.1:" + ports.getFirst());
        String[] token = {""};
        try (ApiClient client = new ApiClient(base, () -> token[0])) {
            String who = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(EMAIL, PASSWORD);
            Reply signedIn =
                    await().atMost(READY).until(() -> client.post("/api/v1/auth/login", who), Reply::isSuccess);
            token[0] = signedIn.json().get("accessToken").asString();
            client.post("/api/v1/projects", "{\"key\":\"twins\"}").expect(201);
            client.post("/api/v1/projects/twins/environments", "{\"key\":\"prod\"}")
                    .expect(201);
            client.put(CONFIG, "{\"text\":\"" + "x".repeat(BYTES - 11) + "\"}").expect(201);
            String expires = Instant.now().plus(1, ChronoUnit.DAYS).toString();
            String reader = client.post(
                            "/api/v1/projects/twins/tokens",
                            "{\"key\":\"load\",\"description\":\"\",\"role\":\"viewer\",\"expires\":\"" + expires
                                    + "\"}")
                    .expect(201)
                    .json()
                    .get("token")
                    .asString();
            return "{\"url\":\"%s%s\",\"token\":\"%s\"}".formatted(base, CONFIG, reader);
        }
    }

    private static Settings settings(Path home, int httpPort, int raftPort, Map<String, String> more)
            throws IOException {
        Map<String, String> settings = new TreeMap<>(more);
        settings.put("CFGUARDIAN_NODE_ID", "node-1");
        settings.put("CFGUARDIAN_NODE_DATA", Files.createDirectories(home).toString());
        settings.put("CFGUARDIAN_CLUSTER_NAME", home.getFileName().toString());
        settings.put("CFGUARDIAN_CLUSTER_PLAINTEXT", "true");
        settings.put("CFGUARDIAN_RAFT_PORT", String.valueOf(raftPort));
        settings.put("CFGUARDIAN_HTTP_PORT", String.valueOf(httpPort));
        settings.put("CFGUARDIAN_SECRETS_MASTER", UUID.randomUUID() + "-" + UUID.randomUUID());
        settings.put("CFGUARDIAN_ADMIN_EMAIL", EMAIL);
        settings.put("CFGUARDIAN_ADMIN_PASSWORD", PASSWORD);
        settings.put("CFGUARDIAN_LIMITS_RATE_ADDRESS", "0");
        settings.put("CFGUARDIAN_LIMITS_RATE_CREDENTIAL", "0");
        return switch (SettingsReader.read(null, settings)) {
            case Usable(Settings usable) -> usable;
            case Refused refused -> throw new IllegalStateException("refused: " + refused.problems());
        };
    }
}
