package io.cfguardian.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.cluster.ApiClient;
import io.cfguardian.testkit.cluster.ClusterExtension;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.SseReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The numbers of a real cluster: every family is there, and moves when the thing happens. */
final class MetricsClusterIT {

    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(cfguardian_[a-z_]+)` \\|");
    private static final Pattern TYPED = Pattern.compile("(?m)^# TYPE (cfguardian_[a-z_]+) ");

    @RegisterExtension
    static final ClusterExtension CLUSTER = ClusterExtension.of(3);

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
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyFamilyOfThePageIsExposedByTheLeader() throws IOException {
        ProcessCluster cluster = CLUSTER.cluster();
        String config = Workspace.create(cluster.client(0), "families").config("limits");
        ApiClient leader = cluster.client(cluster.awaitLeader());
        leader.put(config, "{}").expect(201);
        leader.put(config, "{").expect(400);
        SortedSet<String> documented = DOCUMENTED
                .matcher(Files.readString(Path.of("..", "docs", "metrics.md")))
                .results()
                .map(result -> result.group(1))
                // Of what this cluster has not.
                .filter(name -> !name.matches("cfguardian_(projection|postgres|webhook)_.*"))
                .collect(Collectors.toCollection(TreeSet::new));
        await().untilAsserted(() -> assertThat(exposed(leader)).isEqualTo(documented));
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
        });
        cluster.restart(other);
        await().atMost(ProcessCluster.PATIENCE)
                .untilAsserted(() -> assertThat(value(scrape(leader), "cfguardian_raft_replication_lag_entries"))
                        .isZero());
    }
}
