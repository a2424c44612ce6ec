package io.cfguardian.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.cluster.ApiClient;
import io.cfguardian.testkit.cluster.ClusterExtension;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.SseReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The numbers of a real cluster: every family is there, and moves when the thing happens. */
final class MetricsClusterIT {

    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(cfguardian_[a-z_]+)` \\|");
    private static final Pattern TYPED = Pattern.compile("(?m)^# TYPE (cfguardian_[a-z_]+) ");

    /** What this cluster has not, or not before some minutes have passed. */
    private static final String ELSEWHERE =
            "cfguardian_(projection|postgres|webhook|trace)_.*|cfguardian_backup_(timestamp_seconds|revision|bytes)|cfguardian_scrub_clean_timestamp_seconds";

    @RegisterExtension
    static final ClusterExtension CLUSTER = ClusterExtension.of(3, Map.of("CFGUARDIAN_BACKUP_DIRECTORY", "backups"));

    private static String scrape(ApiClient client) {
        return client.get("/metrics").expect(200).body();
    }

    /** The value of one series, written as it is exposed; 0 when it is not there yet. */
    private static double value(String page, String series) {
        return page.lines()
                .filter(line -> line.startsWith(series + " "))
                .map(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(0.0);
    }

    private static SortedSet<String> exposed(ApiClient client) {
        return TYPED.matcher(scrape(client))
                .results()
                .map(result -> result.group(1))
                .filter(name -> !name.matches(ELSEWHERE))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyFamilyOfThePageIsExposedByTheLeader() throws IOException {
        ProcessCluster cluster = CLUSTER.cluster();
        String config = Workspace.create(cluster.client(0), "families").config("limits");
        ApiClient leader = cluster.client(cluster.awaitLeader());
        leader.put(config, "{}").expect(201);
        leader.put(config, "{").expect(400);
        sendNoRequest(leader);
        SortedSet<String> documented = DOCUMENTED
                .matcher(Files.readString(Path.of("..", "docs", "metrics.md")))
                .results()
                .map(result -> result.group(1))
                .filter(name -> !name.matches(ELSEWHERE))
                .collect(Collectors.toCollection(TreeSet::new));
        await().untilAsserted(() -> assertThat(exposed(leader)).isEqualTo(documented));
    }

    private static void sendNoRequest(ApiClient client) throws IOException {
        try (Socket socket = new Socket(client.base().getHost(), client.base().getPort())) {
            socket.getOutputStream().write("GET / HTTP/3.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readAllBytes()).asString().startsWith("HTTP/1.1 505");
        }
    }

    @Test
    void promtoolFindsNothingToComplainOf() throws IOException, InterruptedException {
        assumeThat(Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)))
                .as("a directory with promtool in PATH")
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "promtool")));
        ProcessCluster cluster = CLUSTER.cluster();
        ApiClient leader = cluster.client(cluster.awaitLeader());
        sendNoRequest(leader);
        Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (OutputStream exposition = promtool.getOutputStream()) {
            exposition.write(scrape(leader).getBytes(StandardCharsets.UTF_8));
        }
        String complaints = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor()).as(complaints).isZero();
        assertThat(complaints).isEmpty();
    }

    @Test
    void aNodeKnowsItsDiskItsClockItsCertificateAndThatItsChainIsTheOthers() {
        ProcessCluster cluster = CLUSTER.cluster();
        ApiClient node = cluster.client(0);
        Instant begin = Instant.now();
        await().atMost(ProcessCluster.PATIENCE).untilAsserted(() -> {
            String page = scrape(node);
            assertThat(value(page, "cfguardian_chain_agreed_timestamp_seconds"))
                    .isGreaterThan((double) begin.getEpochSecond());
            assertThat(value(page, "cfguardian_chain_comparisons_total{outcome=\"differed\",}"))
                    .isZero();
            assertThat(page).contains("cfguardian_clock_offset_seconds ");
        });
        String page = scrape(node);
        assertThat(value(page, "cfguardian_clock_offset_seconds")).isBetween(-5.0, 5.0);
        assertThat(value(page, "cfguardian_disk_size_bytes"))
                .isEqualTo((double) cluster.data(0).toFile().getTotalSpace());
        assertThat(value(page, "cfguardian_disk_free_bytes"))
                .isPositive()
                .isLessThan(value(page, "cfguardian_disk_size_bytes"));
        assertThat(value(page, "cfguardian_certificate_not_after_seconds{shown_to=\"nodes\",}"))
                .isGreaterThan((double) begin.getEpochSecond());
        assertThat(page).doesNotContain("shown_to=\"clients\"");
        assertThat(value(page, "cfguardian_backup_interval_seconds")).isEqualTo(86_400);
        assertThat(value(page, "cfguardian_raft_voters")).isEqualTo(3);
        assertThat(page)
                .contains("cfguardian_raft_learners 0.0\n", "cfguardian_backups_total{outcome=\"failed\",} 0.0\n");
    }

    @Test
    void sessionsAndTokensAreCountedInTheState() {
        ProcessCluster cluster = CLUSTER.cluster();
        ApiClient client = cluster.client(0);
        double sessions = value(scrape(client), "cfguardian_sessions{state=\"open\",}");
        double tokens = value(scrape(client), "cfguardian_service_tokens{state=\"valid\",}");
        String project = Workspace.create(client, "counted").path();
        client.post(project + "/tokens", "{\"key\":\"robot\",\"role\":\"viewer\"}")
                .expect(201);
        client.post(
                        "/api/v1/auth/login",
                        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(ProcessCluster.EMAIL, cluster.password()))
                .expect(200);
        await().atMost(ProcessCluster.PATIENCE).untilAsserted(() -> {
            String page = scrape(client);
            assertThat(value(page, "cfguardian_sessions{state=\"open\",}")).isGreaterThan(sessions);
            assertThat(value(page, "cfguardian_service_tokens{state=\"valid\",}"))
                    .isGreaterThan(tokens);
        });
    }

    @Test
    void numbersMoveWhenTheThingHappens() {
        ProcessCluster cluster = CLUSTER.cluster();
        int leading = cluster.awaitLeader();
        ApiClient leader = cluster.client(leading);
        String before = scrape(leader);
        Workspace workspace = Workspace.create(leader, "moves");
        String config = workspace.config("limits");
        leader.put(config, "{\"n\":1}").expect(201);
        leader.put(config, Map.of("If-Match", "\"9\""), "{\"n\":2}").expect(412);
        leader.put(workspace.schema("s"), "{\"type\":\"array\"}").expect(201);
        leader.put(config + "?schema=s", "{\"n\":3}").expect(422);
        leader.get(config).expect(200);
        leader.post("/api/v1/auth/login", "{\"email\":\"nobody@example.com\",\"password\":\"wrong\"}")
                .expect(401);
        try (SseReader watch = leader.watch(workspace.watch(""), Optional.empty())) {
            leader.put(config, "{\"n\":4}").expect(200);
            assertThat(watch.next(Duration.ofSeconds(10))).isPresent();
            await().untilAsserted(() -> {
                String after = scrape(leader);
                for (String series : List.of(
                        "cfguardian_revision",
                        "cfguardian_raft_applied_index",
                        "cfguardian_raft_applied_entries_total",
                        "cfguardian_raft_applied_commands_total",
                        "cfguardian_raft_apply_duration_seconds_count",
                        "cfguardian_raft_apply_duration_seconds_sum",
                        "cfguardian_raft_read_index_rounds_total",
                        "cfguardian_writes_total{outcome=\"committed\",}",
                        "cfguardian_writes_failed_total{reason=\"version_conflict\",}",
                        "cfguardian_writes_failed_total{reason=\"violated\",}",
                        "cfguardian_config_operations_total{effect=\"created\",}",
                        "cfguardian_write_duration_seconds_count",
                        "cfguardian_login_attempts_total{outcome=\"failed\",}",
                        "cfguardian_security_events_total{kind=\"login_failed\",}",
                        "cfguardian_projects",
                        "cfguardian_watch_streams",
                        "cfguardian_store_memtables_bytes",
                        "cfguardian_store_written_bytes_total",
                        "cfguardian_store_read_bytes_total",
                        "cfguardian_http_requests_total{method=\"GET\",route=\"/metrics\",status=\"200\",}")) {
                    assertThat(value(after, series)).as(series).isGreaterThan(value(before, series));
                }
                assertThat(after).doesNotContain("moves", "nobody@", "127.0.0.1");
            });
        }
    }

    @Test
    void oneLeadsTheOthersFollowAndASilentOneIsSeen() {
        ProcessCluster cluster = CLUSTER.cluster();
        int leading = cluster.awaitLeader();
        ApiClient leader = cluster.client(leading);
        await().untilAsserted(() -> {
            assertThat(value(scrape(leader), "cfguardian_raft_role{role=\"leader\",}"))
                    .isEqualTo(1);
            assertThat(value(scrape(leader), "cfguardian_raft_followers_answering"))
                    .isEqualTo(2);
            assertThat(value(scrape(leader), "cfguardian_ready")).isEqualTo(1);
        });
        int other = (leading + 1) % cluster.size();
        String follower = scrape(cluster.client(other));
        assertThat(value(follower, "cfguardian_raft_role{role=\"follower\",}")).isEqualTo(1);
        assertThat(value(follower, "cfguardian_raft_term")).isEqualTo(value(scrape(leader), "cfguardian_raft_term"));
        assertThat(follower).doesNotContain("cfguardian_raft_replication_lag_entries");
        cluster.kill(other);
        String config = Workspace.create(leader, "lag").config("limits");
        leader.put(config, "{}").expect(201);
        await().atMost(ProcessCluster.PATIENCE).untilAsserted(() -> {
            String page = scrape(leader);
            assertThat(value(page, "cfguardian_raft_followers_silent")).isEqualTo(1);
            assertThat(value(page, "cfguardian_raft_replication_lag_entries")).isGreaterThan(0);
            assertThat(value(page, "cfguardian_raft_follower_lag_entries{node=\"" + cluster.id(other) + "\",}"))
                    .isEqualTo(value(page, "cfguardian_raft_replication_lag_entries"));
            assertThat(value(page, "cfguardian_raft_voters_answering")).isEqualTo(2);
        });
        cluster.restart(other);
        await().atMost(ProcessCluster.PATIENCE)
                .untilAsserted(() -> assertThat(value(scrape(leader), "cfguardian_raft_replication_lag_entries"))
                        .isZero());
    }
}
