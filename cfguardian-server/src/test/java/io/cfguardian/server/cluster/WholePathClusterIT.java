package io.cfguardian.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.cluster.ApiClient;
import io.cfguardian.testkit.cluster.ClusterExtension;
import io.cfguardian.testkit.cluster.ExportedChain;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.Reply;
import io.cfguardian.testkit.cluster.WatchFollower;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** One config's life, as the README tells it. */
final class WholePathClusterIT {

    private static final Duration SEEN_MAX = Duration.ofSeconds(30);
    private static final String SCHEMA = """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
             "required": ["currency", "maxAmount"],
             "properties": {"currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
                            "maxAmount": {"type": "integer", "maximum": 10000}},
             "additionalProperties": false}""";
    private static final String YAML = """
            # what a customer may pay at once
            currency: EUR
            maxAmount: 5000
            """;

    @RegisterExtension
    static final ClusterExtension CLUSTER = ClusterExtension.of(3);

    @Test
    void aConfigIsValidatedCommittedReadWatchedComparedAndRolledBack() {
        ProcessCluster cluster = CLUSTER.cluster();
        ApiClient one = cluster.client(0);
        ApiClient two = cluster.client(1);
        ApiClient three = cluster.client(2);
        Workspace workspace = Workspace.create(one, "payments");
        long from = two.put(workspace.schema("limits"), SCHEMA).expect(201).revision();
        try (WatchFollower watch = new WatchFollower(cluster.clients(), 2, workspace.watch("fromRevision=" + from))) {
            String config = workspace.config("checkout.limits");
            putAndReadEverywhere(cluster, config);
            invalidPutIsRefused(two, config);
            compareAndRollBack(three, config);
            transactionIsAllOrNothing(one, workspace);
            deletedAndBroughtBack(two, config);

            JsonNode head = two.get("/api/v1/audit/head").expect(200).json();
            String revision = head.path("revision").asString();
            ExportedChain chain = ExportedChain.check(
                    three.get("/api/v1/audit/export?to=" + revision).expect(200).body());
            assertThat(chain.commits()).hasSize(head.path("revision").asInt());
            assertThat(chain.head()).isEqualTo(head.path("hash").asString());
            List<Long> changes = chain.revisionsOf(workspace.project(), from);
            await("the watch at the head")
                    .atMost(SEEN_MAX)
                    .until(() -> watch.commits().size() >= changes.size());
            assertThat(watch.commits().stream().map(event -> Long.valueOf(event.id())))
                    .containsExactlyElementsOf(changes);
            System.out.printf(
                    "whole path: %s commits, chain %s verified, %d of one project seen by the watch%n",
                    revision, chain.head().substring(0, 12), watch.commits().size());
        }
    }

    private static void putAndReadEverywhere(ProcessCluster cluster, String config) {
        Reply created = cluster.client(0)
                .put(config + "?schema=limits", "{\"currency\":\"EUR\",\"maxAmount\":4000}")
                .expect(201);
        assertThat(created.header("ETag")).contains("\"1\"");
        assertThat(created.header("Location")).contains(config);
        Reply changed = cluster.client(1)
                .put(config, Map.of("Content-Type", "application/yaml", "If-Match", "\"1\""), YAML)
                .expect(200);
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.json().path("schema").path("key").asString()).isEqualTo("limits");
        for (ApiClient client : cluster.clients()) {
            Reply read = client.get(config).expect(200);
            assertThat(read.header("ETag")).contains("\"2\"");
            assertThat(read.json().path("mediaType").asString()).isEqualTo("application/yaml");
            assertThat(read.json().path("value").path("maxAmount").asInt()).isEqualTo(5000);
            assertThat(client.get(config + "/value").expect(200).body()).isEqualTo(YAML);
            client.get(config, Map.of("If-None-Match", "\"2\"")).expect(304);
        }
    }

    private static void invalidPutIsRefused(ApiClient client, String config) {
        String before = client.get(config + "/versions").expect(200).body();
        Reply refused =
                client.put(config, "{\"currency\":\"EUR\",\"maxAmount\":20000}").expect(422);
        assertThat(refused.problem()).isEqualTo("schema-violation");
        JsonNode violation = refused.json().path("violations").get(0);
        assertThat(violation.path("pointer").asString()).isEqualTo("/maxAmount");
        assertThat(violation.path("keyword").asString()).isEqualTo("maximum");
        assertThat(client.put(config, "{\"currency\":").expect(400).problem()).isEqualTo("malformed-json");
        assertThat(client.put(config + "?schema=limitz", "{}").expect(422).problem())
                .isEqualTo("unknown-schema");
        assertThat(client.get(config + "/versions").expect(200).body())
                .as("nothing was written")
                .isEqualTo(before);
    }

    private static void compareAndRollBack(ApiClient client, String config) {
        JsonNode diff = client.get(config + "/diff?from=1&to=2").expect(200).json();
        assertThat(diff.path("patch").toString()).contains("/maxAmount").contains("5000");
        assertThat(diff.path("unified").asString()).contains("+maxAmount: 5000");
        Reply rolledBack =
                client.post(config + "/rollback", "{\"toVersion\":1}").expect(200);
        assertThat(rolledBack.version()).isEqualTo(3);
        assertThat(rolledBack.json().path("value").path("maxAmount").asInt()).isEqualTo(4000);
        JsonNode versions = client.get(config + "/versions").expect(200).json().path("items");
        assertThat(versions.valueStream().map(item -> item.path("version").asLong()))
                .containsExactly(3L, 2L, 1L);
    }

    private static void transactionIsAllOrNothing(ApiClient client, Workspace workspace) {
        String operations = """
                {"operations": [
                  {"op": "putConfig", "environment": "prod", "key": "a", "schema": "limits",
                   "value": {"currency": "EUR", "maxAmount": 1}},
                  {"op": "putConfig", "environment": "prod", "key": "b", "schema": "limits",
                   "value": {"currency": "EUR", "maxAmount": %s}}]}""";
        Reply refused = client.post(workspace.path() + "/transactions", operations.formatted("\"many\""))
                .expect(422);
        assertThat(refused.json().path("pointer").asString()).isEqualTo("/operations/1");
        client.get(workspace.config("a")).expect(404);
        Reply done = client.post(workspace.path() + "/transactions", operations.formatted("2"))
                .expect(200);
        assertThat(done.json().path("results")).hasSize(2);
        assertThat(client.get(workspace.config("a")).expect(200).json().path("revision"))
                .as("one commit")
                .isEqualTo(client.get(workspace.config("b")).expect(200).json().path("revision"));
    }

    private static void deletedAndBroughtBack(ApiClient client, String config) {
        assertThat(client.delete(config).expect(200).json().path("deleted").asBoolean())
                .isTrue();
        client.get(config).expect(404);
        Reply back = client.post(config + "/rollback", "{\"toVersion\":2}").expect(200);
        assertThat(back.version()).isEqualTo(5);
        assertThat(client.get(config + "/value").expect(200).body()).isEqualTo(YAML);
    }
}
