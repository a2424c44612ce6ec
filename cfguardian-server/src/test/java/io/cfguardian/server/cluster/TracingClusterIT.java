package io.cfguardian.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.cluster.ApiClient;
import io.cfguardian.testkit.cluster.ClusterExtension;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.otlp.OtlpReceiver;
import io.cfguardian.testkit.otlp.ReceivedSpan;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Traces and numbers of a real cluster, as a receiver decodes them. Requests that say so are recorded, and no others. */
final class TracingClusterIT {

    private static final String CLIENT_SPAN = "00f067aa0ba902b7";
    private static final String ROUTE = "/api/v1/projects/{project}/environments/{environment}/configs/{config}";

    private static final int ATTEMPTS_MAX = 10;

    private static final OtlpReceiver RECEIVER = OtlpReceiver.start();

    @RegisterExtension
    static final ClusterExtension CLUSTER = ClusterExtension.of(
            3,
            Map.of(
                    "CFGUARDIAN_OTLP_ENDPOINT", RECEIVER.url(),
                    "CFGUARDIAN_OTLP_HEADERS", "X-Tenant=cfg",
                    "CFGUARDIAN_OTLP_METRICS_INTERVAL", "1s",
                    "CFGUARDIAN_TRACING_ENABLED", "true",
                    "CFGUARDIAN_TRACING_SAMPLING", "parent",
                    "CFGUARDIAN_TRACING_RATIO", "0"));

    @AfterAll
    static void stop() {
        RECEIVER.close();
    }

    private static String newTrace() {
        byte[] id = new byte[16];
        ThreadLocalRandom.current().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    private static Map<String, String> sampled(String trace) {
        return Map.of("traceparent", "00-" + trace + "-" + CLIENT_SPAN + "-01");
    }

    private record Asked(int leader, int node, String trace) {}

    /** Asks for something in a new trace, and again as long as another node came to lead meanwhile. */
    private static Asked asked(IntUnaryOperator nodeByLeader, BiConsumer<ApiClient, String> ask) {
        ProcessCluster cluster = CLUSTER.cluster();
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            int leader = cluster.awaitLeader();
            int node = nodeByLeader.applyAsInt(leader);
            String trace = newTrace();
            ask.accept(cluster.client(node), trace);
            if (cluster.awaitLeader() == leader) {
                return new Asked(leader, node, trace);
            }
        }
        throw new AssertionError("the leader changed all the time");
    }

    private static List<ReceivedSpan> arrived(String trace, String... names) {
        await().untilAsserted(() ->
                assertThat(RECEIVER.trace(trace)).extracting(ReceivedSpan::name).containsExactlyInAnyOrder(names));
        return RECEIVER.trace(trace);
    }

    private static ReceivedSpan named(List<ReceivedSpan> trace, String name) {
        return trace.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aWriteThroughAFollowerIsOneTraceOnTwoNodes() {
        ProcessCluster cluster = CLUSTER.cluster();
        Asked write = asked(leader -> (leader + 1) % cluster.size(), (client, trace) -> {
            Workspace workspace = Workspace.create(client, "forwarded-" + trace);
            client.put(workspace.schema("s"), "{\"type\":\"object\"}").expect(201);
            client.put(workspace.config("secret-name") + "?schema=s", sampled(trace), "{\"secret\":\"value\"}")
                    .expect(201);
        });
        List<ReceivedSpan> trace = arrived(
                write.trace(),
                "PUT " + ROUTE,
                "schema.validate",
                "raft.propose",
                "raft.forward",
                "raft.receive",
                "raft.queue",
                "raft.commit",
                "raft.apply",
                "raft.catch_up");
        ReceivedSpan request = named(trace, "PUT " + ROUTE);
        ReceivedSpan propose = named(trace, "raft.propose");
        ReceivedSpan forward = named(trace, "raft.forward");
        ReceivedSpan receive = named(trace, "raft.receive");
        ReceivedSpan commit = named(trace, "raft.commit");
        ReceivedSpan apply = named(trace, "raft.apply");
        assertThat(request.parentId()).isEqualTo(CLIENT_SPAN);
        assertThat(named(trace, "schema.validate").parentId()).isEqualTo(request.spanId());
        assertThat(propose.parentId()).isEqualTo(request.spanId());
        assertThat(forward.parentId()).isEqualTo(propose.spanId());
        assertThat(named(trace, "raft.catch_up").parentId()).isEqualTo(propose.spanId());
        assertThat(receive.parentId()).isEqualTo(forward.spanId());
        assertThat(List.of(named(trace, "raft.queue"), commit, apply))
                .allSatisfy(span -> assertThat(span.parentId()).isEqualTo(receive.spanId()));
        assertThat(trace)
                .allSatisfy(span -> assertThat(span.node())
                        .isEqualTo(cluster.id(
                                List.of("raft.receive", "raft.queue", "raft.commit", "raft.apply")
                                                .contains(span.name())
                                        ? write.leader()
                                        : write.node())));
        assertThat(commit.endNanos()).isEqualTo(apply.startNanos());
        assertThat(receive.attributes().get("cfguardian.raft.index"))
                .isEqualTo(named(trace, "raft.catch_up").attributes().get("cfguardian.raft.index"));
        assertThat(request.kind()).isEqualTo("SERVER");
        assertThat(request.attributes())
                .containsEntry("http.request.method", "PUT")
                .containsEntry("http.route", ROUTE)
                .containsEntry("http.response.status_code", "201")
                .containsEntry("url.scheme", "http");
        assertThat(forward.attributes()).containsEntry("server.port", String.valueOf(cluster.raftPort(write.leader())));
        assertThat(trace.toString()).doesNotContain("forwarded", "secret", ProcessCluster.EMAIL);
    }

    @Test
    void theLeadersOwnWriteAndARefusedOneStayWhereTheyAre() {
        Asked write = asked(
                leader -> leader,
                (client, trace) -> client.put(
                                Workspace.create(client, "own-" + trace).config("limits"), sampled(trace), "{}")
                        .expect(201));
        List<ReceivedSpan> trace = arrived(
                write.trace(),
                "PUT " + ROUTE,
                "raft.propose",
                "raft.queue",
                "raft.commit",
                "raft.apply",
                "raft.catch_up");
        assertThat(trace)
                .extracting(ReceivedSpan::node)
                .containsOnly(CLUSTER.cluster().id(write.leader()));
        assertThat(named(trace, "raft.commit").parentId())
                .isEqualTo(named(trace, "raft.propose").spanId());
        Asked refused = asked(
                leader -> leader,
                (client, id) -> assertThat(
                                client.put(new Workspace("own-" + write.trace()).config("limits"), sampled(id), "{")
                                        .expect(400)
                                        .json()
                                        .path("traceId")
                                        .asString())
                        .isEqualTo(id));
        assertThat(named(arrived(refused.trace(), "PUT " + ROUTE, "raft.read_index"), "PUT " + ROUTE)
                        .failed())
                .isFalse();
    }

    @Test
    void whatNobodyChoseAndWhatProbesAskIsNotRecorded() {
        ProcessCluster cluster = CLUSTER.cluster();
        ApiClient client = cluster.client(0);
        String unchosen = newTrace();
        String probed = newTrace();
        String last = newTrace();
        client.get("/api/v1/projects", Map.of("traceparent", "00-" + unchosen + "-" + CLIENT_SPAN + "-00"))
                .expect(200);
        client.get("/api/v1/projects").expect(200);
        assertThat(client.get("/api/v1/nowhere", Map.of("traceparent", "00-" + unchosen + "-" + CLIENT_SPAN + "-00"))
                        .expect(404)
                        .json()
                        .has("traceId"))
                .isFalse();
        client.get("/ready", sampled(probed)).expect(200);
        client.get("/metrics", sampled(probed)).expect(200);
        client.get("/api/v1/projects", sampled(last)).expect(200);
        arrived(last, "GET /api/v1/projects", "raft.read_index");
        assertThat(RECEIVER.trace(unchosen)).isEmpty();
        assertThat(RECEIVER.trace(probed)).isEmpty();
        assertThat(RECEIVER.heads()).allSatisfy(head -> assertThat(head).containsEntry("X-Tenant", "cfg"));
    }

    @Test
    void aReceiverThatIsAwayHarmsNothing() {
        ProcessCluster cluster = CLUSTER.cluster();
        ApiClient client = cluster.client(0);
        String config = Workspace.create(client, "away").config("limits");
        RECEIVER.die();
        client.put(config, sampled(newTrace()), "{}").expect(201);
        await().untilAsserted(
                        () -> assertThat(client.get("/metrics").expect(200).body())
                                .containsPattern("cfguardian_trace_spans_lost_total\\{reason=\"undelivered\",} [1-9]"));
        RECEIVER.comeBack();
        String next = newTrace();
        client.get(config, sampled(next)).expect(200);
        arrived(next, "GET " + ROUTE, "raft.read_index");
    }

    @Test
    void durationsNameTheirTracesInOpenMetrics() {
        ProcessCluster cluster = CLUSTER.cluster();
        ApiClient client = cluster.client(0);
        String config = Workspace.create(client, "exemplars").config("limits");
        String id = newTrace();
        client.put(config, sampled(id), "{}").expect(201);
        Map<String, String> openMetrics = Map.of("Accept", "application/openmetrics-text; version=1.0.0");
        await().untilAsserted(() -> {
            String page = client.get("/metrics", openMetrics).expect(200).body();
            for (String family :
                    List.of("cfguardian_http_request_duration_seconds", "cfguardian_write_duration_seconds")) {
                assertThat(page)
                        .containsPattern(Pattern.quote(family + "_bucket")
                                + "\\{.*} .* # \\{(span_id=\"[0-9a-f]{16}\",)?trace_id=\"" + id + "\"");
            }
        });
        assertThat(client.get("/metrics").expect(200).body()).doesNotContain(id);
    }

    @Test
    void theNumbersOfTheMetricsPageArePushed() {
        ProcessCluster cluster = CLUSTER.cluster();
        Workspace.create(cluster.client(0), "pushed");
        await().untilAsserted(() -> {
            for (int i = 0; i < cluster.size(); i++) {
                double revision = cluster.client(i)
                        .get("/metrics")
                        .body()
                        .lines()
                        .filter(line -> line.startsWith("cfguardian_revision "))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                        .findFirst()
                        .orElseThrow();
                assertThat(revision).isPositive();
                assertThat(metric(cluster.id(i), "cfguardian_revision")
                                .map(metric ->
                                        metric.getGauge().getDataPoints(0).getAsDouble()))
                        .containsExactly(revision);
                assertThat(metric(cluster.id(i), "cfguardian_http_requests")
                                .map(metric -> metric.getSum().getIsMonotonic()))
                        .containsExactly(true);
            }
        });
    }

    private static Stream<Metric> metric(String node, String name) {
        return RECEIVER.metrics(node).stream().filter(metric -> metric.getName().equals(name));
    }
}
