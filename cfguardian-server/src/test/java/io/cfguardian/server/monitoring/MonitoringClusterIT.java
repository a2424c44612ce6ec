package io.cfguardian.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.server.webhook.Collector;
import io.cfguardian.testkit.cluster.Acknowledged;
import io.cfguardian.testkit.cluster.ApiClient;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.WriteLoad;
import io.cfguardian.testkit.otlp.OtlpReceiver;
import io.cfguardian.testkit.postgres.RealPostgres;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Prometheus, Alertmanager and the blackbox exporter watch over a real cluster with what {@code deploy/monitoring} ships. Skipped where
 * they are not installed; CI installs them.
 */
final class MonitoringClusterIT {

    private static final int CLIENTS = 1;
    private static final int WRITES_MAX = 1_000_000;

    @Test
    void dashboardsAreAnsweredAndAlertsAreTold(@TempDir Path directory) throws IOException {
        assumeThat(MonitoringStack.isInstalled())
                .as("Prometheus, Alertmanager and the blackbox exporter are installed")
                .isTrue();
        try (RealPostgres postgres = RealPostgres.start();
                Collector events = Collector.start();
                Collector told = Collector.start();
                OtlpReceiver traces = OtlpReceiver.start();
                ProcessCluster cluster = ProcessCluster.start(3, everything(postgres, events, traces));
                MonitoringStack stack = MonitoringStack.start(directory, addresses(cluster), told.base())) {
            everyQueryOfTheDashboardsIsAnswered(cluster, stack);
            assertThat(alerts(told)).noneMatch(alert -> isNamed(alert, "CfguardianNodeDown"));

            int leader = cluster.awaitLeader();
            int follower = (leader + 1) % cluster.size();
            cluster.kill(follower);
            aDeadNodeIsToldAndNotThatItDoesNotAnswer(address(cluster.client(follower)), stack, told);

            assertThat(alerts(told)).noneMatch(alert -> isNamed(alert, "CfguardianQuorumLost"));
            cluster.kill(leader);
            aLostMajorityIsToldAndNotThatNobodyLeads(stack, told);
        }
    }

    private static Map<String, String> everything(RealPostgres postgres, Collector events, OtlpReceiver traces) {
        return Map.of(
                "CFGUARDIAN_POSTGRES_URL",
                "postgresql://127.0.0.1:" + postgres.port() + "/" + postgres.database(),
                "CFGUARDIAN_POSTGRES_USER",
                postgres.user(),
                "CFGUARDIAN_SECURITY_WEBHOOK_URL",
                events.url(),
                "CFGUARDIAN_SECURITY_WEBHOOK_BEARER",
                "hook-bearer-7d1c41f0aa",
                "CFGUARDIAN_BACKUP_DIRECTORY",
                "backups",
                "CFGUARDIAN_OTLP_ENDPOINT",
                traces.url(),
                "CFGUARDIAN_TRACING_ENABLED",
                "true");
    }

    private static void everyQueryOfTheDashboardsIsAnswered(ProcessCluster cluster, MonitoringStack stack)
            throws IOException {
        List<DashboardQuery> queries = DashboardQuery.all();
        ApiClient client = cluster.client(0);
        client.post("/api/v1/projects", "{\"key\":\"seen\"}").expect(201);
        client.post("/api/v1/projects/seen/environments", "{\"key\":\"prod\"}").expect(201);
        client.post("/api/v1/projects", "{\"key\":\"seen\"}").expect(409);
        client.post("/api/v1/auth/login", "{\"email\":\"nobody@example.com\",\"password\":\"wrong\"}")
                .expect(401);
        sendWhatIsNoRequest(client);
        try (WriteLoad _ = WriteLoad.start(
                cluster.clients(),
                "/api/v1/projects/seen/environments/prod/configs/limits-",
                new Acknowledged(),
                CLIENTS,
                WRITES_MAX)) {
            await("answers to " + queries.size() + " queries")
                    .atMost(ProcessCluster.PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(queries)
                            .filteredOn(query -> !query.isAnswered(stack))
                            .isEmpty());
        }
    }

    private static void sendWhatIsNoRequest(ApiClient client) throws IOException {
        try (Socket socket = new Socket(client.base().getHost(), client.base().getPort())) {
            socket.getOutputStream().write("no request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 505 ");
        }
    }

    private static void aDeadNodeIsToldAndNotThatItDoesNotAnswer(
            String instance, MonitoringStack stack, Collector told) {
        JsonNode alert = awaitTold(told, "tickets", "CfguardianNodeDown");
        assertThat(alert.path("labels").path("instance").asString()).isEqualTo(instance);
        assertThat(alert.path("labels").path("severity").asString()).isEqualTo("warning");
        assertIsHeldBack("CfguardianNodeUnreachable", stack, told);
    }

    private static void aLostMajorityIsToldAndNotThatNobodyLeads(MonitoringStack stack, Collector told) {
        JsonNode alert = awaitTold(told, "pages", "CfguardianQuorumLost");
        assertThat(alert.path("annotations").path("description").asString()).startsWith("Only 1 nodes");
        assertIsHeldBack("CfguardianNoLeader", stack, told);
    }

    /** The alert as the receiver got it; it names its page. */
    private static JsonNode awaitTold(Collector told, String receiver, String name) {
        JsonNode alert = await(name)
                .atMost(ProcessCluster.PATIENCE)
                .until(
                        () -> alertsTo(receiver, told)
                                .filter(one -> isNamed(one, name))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(alert.path("status").asString()).isEqualTo("firing");
        assertThat(Path.of("..")
                        .resolve(alert.path("annotations").path("runbook_url").asString()))
                .isRegularFile();
        return alert;
    }

    /** It fires, and nobody is told. */
    private static void assertIsHeldBack(String name, MonitoringStack stack, Collector told) {
        await(name + " held back")
                .atMost(ProcessCluster.PATIENCE)
                .until(() -> stack.inhibited().anyMatch(alert -> isNamed(alert, name)));
        assertThat(alerts(told)).noneMatch(alert -> isNamed(alert, name));
    }

    private static Stream<JsonNode> alertsTo(String receiver, Collector told) {
        return messages(told)
                .filter(message -> message.path("receiver").asString().equals(receiver))
                .flatMap(message -> message.path("alerts").valueStream());
    }

    private static Stream<JsonNode> alerts(Collector told) {
        return messages(told).flatMap(message -> message.path("alerts").valueStream());
    }

    private static Stream<JsonNode> messages(Collector told) {
        return told.taken().stream().map(Collector.Message::event);
    }

    private static boolean isNamed(JsonNode alert, String name) {
        return alert.path("labels").path("alertname").asString().equals(name);
    }

    private static List<String> addresses(ProcessCluster cluster) {
        return cluster.clients().stream().map(MonitoringClusterIT::address).toList();
    }

    private static String address(ApiClient client) {
        return client.base().getAuthority();
    }
}
