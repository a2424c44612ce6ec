package io.cfguardian.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.cluster.Acknowledged;
import io.cfguardian.testkit.cluster.ClusterInvariants;
import io.cfguardian.testkit.cluster.ExportedChain;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.WriteLoad;
import io.cfguardian.testkit.otlp.OtlpReceiver;
import io.cfguardian.testkit.otlp.ReceivedSpan;
import io.cfguardian.testkit.postgres.RealPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The projection of a real cluster to a real PostgreSQL, while both are killed. {@code -Dcfguardian.projection.turns} and
 * {@code -Dcfguardian.projection.commits} make it longer.
 */
final class ProjectionClusterIT {

    private static final int TURNS = Integer.getInteger("cfguardian.projection.turns", 4);
    private static final int COMMITS = Integer.getInteger("cfguardian.projection.commits", 1_600);
    private static final int CLIENTS = 8;

    @Test
    void everyCommitIsThereOnceWhoeverIsKilled(@TempDir Path directory) throws Exception {
        Acknowledged acknowledged = new Acknowledged();
        try (RealPostgres postgres = RealPostgres.start();
                OtlpReceiver traces = OtlpReceiver.start()) {
            postgres.kill();
            try (ProcessCluster cluster = ProcessCluster.start(
                    3,
                    Map.of(
                            "CFGUARDIAN_POSTGRES_URL",
                            "postgresql://127.0.0.1:" + postgres.port() + "/" + postgres.database(),
                            "CFGUARDIAN_POSTGRES_USER",
                            postgres.user(),
                            "CFGUARDIAN_OTLP_ENDPOINT",
                            traces.url(),
                            "CFGUARDIAN_TRACING_ENABLED",
                            "true",
                            "CFGUARDIAN_TRACING_RATIO",
                            "1"))) {
                servesWithoutADatabase(cluster);
                postgres.restart();
                Workspace workspace = Workspace.create(cluster.client(0), "projected");
                for (int turn = 0; turn < TURNS; turn++) {
                    String configs = workspace.config("turn-" + turn + ".");
                    try (WriteLoad load = WriteLoad.start(
                            cluster.clients(), configs, acknowledged, CLIENTS, COMMITS / TURNS / CLIENTS)) {
                        breakDuring(load, turn, cluster, postgres);
                    }
                }
                ClusterInvariants.check(cluster, acknowledged);
                assertIsTheJournal(cluster, postgres, directory.resolve("once.ndjson"));

                rebuild(cluster, directory);
                assertIsTheJournal(cluster, postgres, directory.resolve("again.ndjson"));
                awaitTraced(cluster, traces);
            }
        }
    }

    /** Kills the one or the other in the middle of the writes, and has it come back after them. */
    private static void breakDuring(WriteLoad load, int turn, ProcessCluster cluster, RealPostgres postgres) {
        long before = projected(cluster);
        await("some writes").atMost(ProcessCluster.PATIENCE).until(() -> load.count() > COMMITS / TURNS / 4);
        if (turn % 2 == 0) {
            postgres.kill();
            await("writes without a database").atMost(ProcessCluster.PATIENCE).until(load::isDone);
            postgres.restart();
        } else {
            int leader = cluster.awaitLeader();
            cluster.kill(leader);
            await("writes under another leader").atMost(ProcessCluster.PATIENCE).until(load::isDone);
            cluster.restart(leader);
        }
        await("it goes on").atMost(ProcessCluster.PATIENCE).until(() -> projected(cluster) > before);
    }

    private static void servesWithoutADatabase(ProcessCluster cluster) {
        awaitState(cluster, "unavailable");
        assertThat(projection(cluster).path("reason").asString()).contains("refused");
        JsonNode ready =
                cluster.client(cluster.awaitLeader()).get("/ready").expect(200).json();
        assertThat(ready.path("degraded").toString()).isEqualTo("[\"postgres\"]");
    }

    private static void rebuild(ProcessCluster cluster, Path directory) throws IOException {
        Path token = Files.writeString(directory.resolve("token"), cluster.token());
        String url = cluster.client(0).base().toString();
        var rebuilt = cluster.run(0, "projection", "rebuild", "--url", url, "--token-file", token.toString());
        assertThat(rebuilt.output()).contains("emptied; is being filled up to revision");
        assertThat(rebuilt.exitCode()).isZero();
        awaitAll(cluster);
        assertThat(cluster.run(0, "projection", "--url", url, "--token-file", token.toString())
                        .output())
                .containsPattern("(standby|projecting), at revision \\d+, \\d+ commits and \\d+ ms behind");
    }

    /** What somebody exports from the database is what a node exports, to the last hash. */
    private static void assertIsTheJournal(ProcessCluster cluster, RealPostgres postgres, Path file)
            throws SQLException, IOException {
        awaitAll(cluster);
        List<String> exported = rows(postgres, "SELECT record FROM cfguardian.commits ORDER BY revision");
        long revision = exported.size();
        ExportedChain chain = ExportedChain.check(String.join("\n", exported) + "\n");
        ExportedChain own = ExportedChain.check(cluster.client(0)
                .get("/api/v1/audit/export?to=" + revision)
                .expect(200)
                .body());
        assertThat(chain.head()).isEqualTo(own.head());
        assertThat(chain.commits()).isEqualTo(own.commits());
        assertThat(rows(postgres, "SELECT max(revision), count(DISTINCT revision) FROM cfguardian.commits"))
                .containsExactly(revision + "|" + revision);
        assertThat(rows(postgres, "SELECT * FROM cfguardian.chain_breaks WHERE hash_is_wrong OR link_is_wrong"))
                .isEmpty();
        Files.write(file, exported);
        var verified = cluster.run(0, "verify", "--file", file.toString());
        assertThat(verified.exitCode()).as(verified.output()).isZero();
    }

    /** Each batch is a trace of its own; the database was killed under one. */
    private static void awaitTraced(ProcessCluster cluster, OtlpReceiver traces) {
        String newest = String.valueOf(projected(cluster));
        await("the last batch")
                .atMost(ProcessCluster.PATIENCE)
                .untilAsserted(() -> assertThat(batches(traces)).anySatisfy(batch -> {
                    assertThat(batch.attributes()).containsEntry("cfguardian.projection.revision", newest);
                    assertThat(batch.failed()).isFalse();
                }));
        assertThat(batches(traces)).allSatisfy(batch -> {
            assertThat(batch.parentId()).isEmpty();
            assertThat(batch.attributes()).containsKey("cfguardian.projection.commits");
        });
        assertThat(batches(traces))
                .filteredOn(ReceivedSpan::failed)
                .isNotEmpty()
                .allSatisfy(batch -> assertThat(batch.attributes()).containsEntry("error.type", "unavailable"));
    }

    private static List<ReceivedSpan> batches(OtlpReceiver traces) {
        return traces.spans().stream()
                .filter(span -> span.name().equals("projection.batch"))
                .toList();
    }

    private static void awaitAll(ProcessCluster cluster) {
        await("all is projected").atMost(ProcessCluster.PATIENCE).until(() -> {
            JsonNode projection = projection(cluster);
            return projection.path("state").asString().equals("projecting")
                    && projection.path("lagRevisions").asLong() == 0;
        });
    }

    private static void awaitState(ProcessCluster cluster, String state) {
        await(state)
                .atMost(ProcessCluster.PATIENCE)
                .until(() -> projection(cluster).path("state").asString().equals(state));
    }

    private static long projected(ProcessCluster cluster) {
        return projection(cluster).path("revision").asLong(0);
    }

    /** As the leader sees it. */
    private static JsonNode projection(ProcessCluster cluster) {
        return cluster.client(cluster.awaitLeader())
                .get("/api/v1/cluster")
                .expect(200)
                .json()
                .path("projection");
    }

    private static List<String> rows(RealPostgres postgres, String query) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(found.getString(column));
                }
                rows.add(String.join("|", row));
            }
            return rows;
        }
    }
}
