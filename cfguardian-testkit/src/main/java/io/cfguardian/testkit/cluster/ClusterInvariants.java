package io.cfguardian.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What must hold of a cluster after every test, as anybody can see it over the API. */
public final class ClusterInvariants {

    private final ProcessCluster cluster;
    private final Acknowledged acknowledged;

    private ClusterInvariants(ProcessCluster cluster, Acknowledged acknowledged) {
        this.cluster = cluster;
        this.acknowledged = acknowledged;
    }

    /**
     * Checks {@code cluster}, of which every node must be alive that was not given up: all nodes reach one revision and have one chain head there;
     * every node's journal is dense and intact, and so are the versions of every document; all are the same; no term has two
     * leaders.
     */
    public static void check(ProcessCluster cluster) {
        check(cluster, new Acknowledged());
    }

    /** Checks that too, and that every acknowledged write is in the journal exactly once, at the revision it was told. */
    public static void check(ProcessCluster cluster, Acknowledged acknowledged) {
        new ClusterInvariants(cluster, acknowledged).check();
    }

    private void check() {
        cluster.awaitLeader();
        JsonNode head = awaitOneHead();
        List<String> exports = new ArrayList<>();
        for (int i : cluster.kept()) {
            // Up to that head: nodes commit by themselves too, such as what they have observed.
            String export = cluster.client(i)
                    .get("/api/v1/audit/export?consistency=stale&to=" + head.path("revision"))
                    .expect(200)
                    .body();
            ExportedChain chain = ExportedChain.check(export);
            assertThat(chain.commits())
                    .as("commits of %s", cluster.id(i))
                    .hasSize(head.path("revision").asInt());
            assertThat(chain.head())
                    .as("chain head of %s", cluster.id(i))
                    .isEqualTo(head.path("hash").asString());
            checkAcknowledged(chain);
            checkVersions(chain);
            exports.add(export);
        }
        assertThat(Set.copyOf(exports)).as("different journals").hasSize(1);
        checkLeaders();
    }

    /** A write that was in flight when the test ended may still arrive; then all nodes have one head. */
    private JsonNode awaitOneHead() {
        return await("one chain head on all nodes")
                .atMost(ProcessCluster.PATIENCE)
                .until(this::heads, heads -> heads.size() == 1)
                .iterator()
                .next();
    }

    private Set<JsonNode> heads() {
        Set<JsonNode> heads = new LinkedHashSet<>();
        for (int i : cluster.kept()) {
            heads.add(head(i));
        }
        return heads;
    }

    private JsonNode head(int i) {
        return cluster.client(i)
                .get("/api/v1/audit/head?consistency=stale")
                .expect(200)
                .json();
    }

    private void checkAcknowledged(ExportedChain chain) {
        Map<String, List<Long>> revisions = new TreeMap<>();
        for (JsonNode commit : chain.commits()) {
            if (commit.path("request").path("origin").asString().equals("client")) {
                revisions
                        .computeIfAbsent(commit.path("request").path("id").asString(), ignored -> new ArrayList<>())
                        .add(commit.path("revision").asLong());
            }
        }
        assertThat(revisions.entrySet())
                .as("requests that were done twice")
                .allMatch(entry -> entry.getValue().size() == 1);
        acknowledged
                .revisions()
                .forEach((key, revision) -> assertThat(revisions.getOrDefault(key, List.of()))
                        .as("revisions of acknowledged %s", key)
                        .containsExactly(revision));
    }

    /** Versions of one document are 1, 2, 3 and so on, deletions included. */
    private static void checkVersions(ExportedChain chain) {
        Map<String, Long> newest = new TreeMap<>();
        for (JsonNode commit : chain.commits()) {
            for (JsonNode change : commit.path("changes")) {
                if (change.path("version").isNumber()) {
                    String document = "%s/%s/%s"
                            .formatted(commit.path("project"), change.path("environment"), change.path("key"));
                    long version = change.path("version").asLong();
                    assertThat(version)
                            .as("version of %s in revision %s", document, commit.path("revision"))
                            .isEqualTo(newest.getOrDefault(document, 0L) + 1);
                    newest.put(document, version);
                }
            }
        }
    }

    /** What each node says of itself. */
    private void checkLeaders() {
        Map<Long, Set<String>> leaders = new TreeMap<>();
        cluster.kept().forEach(i -> {
            for (JsonNode member :
                    cluster.client(i).get("/api/v1/cluster").expect(200).json().path("members")) {
                if (member.path("role").asString("").equals("leader")) {
                    leaders.computeIfAbsent(member.path("term").asLong(), ignored -> new LinkedHashSet<>())
                            .add(member.path("id").asString());
                }
            }
        });
        assertThat(leaders.entrySet())
                .as("leaders by term")
                .allMatch(entry -> entry.getValue().size() == 1);
    }
}
