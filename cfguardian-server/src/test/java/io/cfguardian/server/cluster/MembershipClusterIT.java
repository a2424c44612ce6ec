package io.cfguardian.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.server.ExitCode;
import io.cfguardian.testkit.cluster.Acknowledged;
import io.cfguardian.testkit.cluster.ClusterInvariants;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.ProcessCluster.Ran;
import io.cfguardian.testkit.cluster.Reply;
import io.cfguardian.testkit.cluster.WriteLoad;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A cluster of one grows to three under writes, loses its founder, has it replaced, and lets a node go. */
class MembershipClusterIT {

    private static final int NEVER_DONE = 1_000_000;
    private static final String NODES = "/api/v1/cluster/members";

    @Test
    void nodesComeAndGoUnderWrites() {
        Acknowledged acknowledged = new Acknowledged();
        try (ProcessCluster cluster = ProcessCluster.start(1)) {
            Workspace workspace = Workspace.create(cluster.client(0), "growing");
            try (WriteLoad load = WriteLoad.start(
                    List.of(cluster.client(0)), workspace.config("first."), acknowledged, 4, NEVER_DONE)) {
                for (int size = 2; size <= 3; size++) {
                    int node = cluster.join();
                    add(cluster, 0, node, "learner");
                    awaitMembers(cluster, 0, Map.of(cluster.id(node), "learner/settled"));
                    // A node that begins as a learner has to be able to lead all the same.
                    cluster.kill(node);
                    cluster.restart(node);
                    cluster.awaitReady(node);
                    cluster.client(0)
                            .post(NODES + "/" + cluster.id(node) + "/promote", "")
                            .expect(202);
                    awaitMembers(cluster, 0, Map.of(cluster.id(node), "voter/settled"));
                }
                int before = load.count();
                await("writes").atMost(ProcessCluster.PATIENCE).until(() -> load.count() > before + 20);
            }
            assertThat(cluster.client(0)
                            .get("/api/v1/cluster")
                            .json()
                            .path("format")
                            .asInt())
                    .isEqualTo(2);

            cluster.giveUp(0);
            replaceTheFounder(cluster, workspace, acknowledged);
        }
    }

    @Test
    void oneGrowsToFiveAndTwoMayGo() {
        Acknowledged acknowledged = new Acknowledged();
        try (ProcessCluster cluster = ProcessCluster.start(1)) {
            Workspace workspace = Workspace.create(cluster.client(0), "five");
            try (WriteLoad load = WriteLoad.start(
                    List.of(cluster.client(0)), workspace.config("early."), acknowledged, 4, NEVER_DONE)) {
                for (int size = 2; size <= 5; size++) {
                    int node = cluster.join();
                    add(cluster, 0, node, "voter");
                    awaitMembers(cluster, 0, Map.of(cluster.id(node), "voter/settled"));
                }
                int before = load.count();
                await("writes").atMost(ProcessCluster.PATIENCE).until(() -> load.count() > before + 20);
            }
            cluster.kill(0);
            cluster.kill(1);
            try (WriteLoad load = WriteLoad.start(
                    cluster.clients().subList(2, 5), workspace.config("late."), acknowledged, 4, NEVER_DONE)) {
                await("writes through three of five")
                        .atMost(ProcessCluster.PATIENCE)
                        .until(() -> load.count() > 20);
            }
            cluster.restartAll();
            ClusterInvariants.check(cluster, acknowledged);
        }
    }

    private static void replaceTheFounder(ProcessCluster cluster, Workspace workspace, Acknowledged acknowledged) {
        cluster.awaitReady(1);
        try (WriteLoad load = WriteLoad.start(
                List.of(cluster.client(1), cluster.client(2)),
                workspace.config("second."),
                acknowledged,
                4,
                NEVER_DONE)) {
            remove(cluster, 1, 0);
            int replacement = cluster.join();
            assertThat(nodes(
                            cluster,
                            "add",
                            cluster.id(replacement),
                            "127.0.0.1:" + cluster.raftPort(replacement),
                            cluster.client(replacement).base().getAuthority()))
                    .isEqualTo(cluster.id(replacement) + " is joining\n");
            awaitMembers(cluster, 1, Map.of(cluster.id(replacement), "voter/settled"));
            cluster.awaitReady(replacement);

            assertThat(nodes(cluster)).contains("ID ", "\nnode-2 ", "\nnode-4 ", "settled", "leader");
            whatANodeLogsIsChanged(cluster);

            int leaving = 1;
            remove(cluster, replacement, leaving);
            await("the removed node to stop").atMost(ProcessCluster.PATIENCE).until(() -> !cluster.isAlive(leaving));
            assertThat(cluster.exitCode(leaving)).isEqualTo(ExitCode.REMOVED);
            assertThat(cluster.log(leaving)).contains("this node was removed from its cluster and stops");
            cluster.giveUp(leaving);
            int before = load.count();
            await("writes").atMost(ProcessCluster.PATIENCE).until(() -> load.count() > before + 20);
        }
        ClusterInvariants.check(cluster, acknowledged);
        goOnAlone(cluster, workspace, acknowledged);
    }

    private static void goOnAlone(ProcessCluster cluster, Workspace workspace, Acknowledged acknowledged) {
        int left = 3;
        Ran early = cluster.run(left, "recover", "--confirm", "test");
        assertThat(early.exitCode()).as(early.output()).isEqualTo(ExitCode.FAILURE);
        assertThat(early.output()).contains("is in use by another process; stop it first");
        cluster.giveUp(2);
        cluster.kill(left);
        damagedDataIsNotRecovered(cluster, left);
        Ran doubted = cluster.run(left, "recover", "--confirm", "another");
        assertThat(doubted.output()).endsWith("not confirmed; nothing was changed\n");
        assertThat(doubted.exitCode()).isEqualTo(ExitCode.FAILURE);
        Ran recovered = cluster.run(left, "recover", "--confirm", "test");
        assertThat(recovered.output()).contains("node-4 is a cluster of one now, at revision ");
        assertThat(recovered.exitCode()).isEqualTo(ExitCode.OK);

        cluster.restart(left);
        cluster.awaitReady(left);
        cluster.client(left).put(workspace.config("alone"), "{}").expect(201);
        await("the others gone from the record")
                .atMost(ProcessCluster.PATIENCE)
                .until(() -> members(cluster, left).equals(Map.of(cluster.id(left), "voter/settled")));
        ClusterInvariants.check(cluster, acknowledged);
    }

    private static void damagedDataIsNotRecovered(ProcessCluster cluster, int node) {
        Path note = cluster.data(node).resolve("damaged");
        try {
            Files.writeString(note, "raft/log/000012.sst");
            Ran refused = cluster.run(node, "recover", "--confirm", "test");
            assertThat(refused.exitCode()).as(refused.output()).isEqualTo(ExitCode.FAILURE);
            assertThat(refused.output())
                    .contains("a file was found damaged, raft/log/000012.sst; recover another node, or restore");
            Files.delete(note);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void whatANodeLogsIsChanged(ProcessCluster cluster) {
        String logger = "io.cfguardian.raft";
        assertThat(nodes(cluster, "log-level", logger, "debug", "--seconds", "600"))
                .matches("io\\.cfguardian\\.raft debug for (600|5[0-9]{2}) s\n");
        assertThat(nodes(cluster, "log-level")).startsWith("ROOT warn\n").contains("\n" + logger + " debug for ");
        Ran unclear = asked(cluster, "log-level", logger);
        assertThat(unclear.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(unclear.output()).contains("no level; give " + logger + " one, or default");
        assertThat(nodes(cluster, "log-level", logger, "default")).isEqualTo(logger + " info\n");
    }

    private static String nodes(ProcessCluster cluster, String... words) {
        Ran ran = asked(cluster, words);
        assertThat(ran.exitCode()).as(ran.output()).isEqualTo(ExitCode.OK);
        return ran.output();
    }

    /** What the program says, which asks node 1. */
    private static Ran asked(ProcessCluster cluster, String... words) {
        Path token = cluster.data(1).resolveSibling("token");
        List<String> command = new ArrayList<>(List.of("nodes"));
        command.addAll(List.of(words));
        command.addAll(List.of("--url", cluster.client(1).base().toString(), "--token-file", token.toString()));
        try {
            Files.writeString(token, cluster.token());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cluster.run(1, command.toArray(String[]::new));
    }

    private static void add(ProcessCluster cluster, int through, int node, String standing) {
        Reply reply = cluster.client(through)
                .post(
                        NODES,
                        "{\"id\":\"%s\",\"address\":\"127.0.0.1:%d\",\"http\":\"%s\",\"standing\":\"%s\"}"
                                .formatted(
                                        cluster.id(node),
                                        cluster.raftPort(node),
                                        cluster.client(node).base().getAuthority(),
                                        standing))
                .expect(202);
        assertThat(reply.json().path("phase").asString()).isEqualTo("joining");
    }

    private static void remove(ProcessCluster cluster, int through, int node) {
        cluster.client(through).delete(NODES + "/" + cluster.id(node)).expect(202);
        await("removed")
                .atMost(ProcessCluster.PATIENCE)
                .until(() -> !members(cluster, through).containsKey(cluster.id(node)));
    }

    private static void awaitMembers(ProcessCluster cluster, int through, Map<String, String> wanted) {
        await("members " + wanted)
                .atMost(ProcessCluster.PATIENCE)
                .untilAsserted(() -> assertThat(members(cluster, through)).containsAllEntriesOf(wanted));
    }

    private static Map<String, String> members(ProcessCluster cluster, int through) {
        Map<String, String> members = new HashMap<>();
        for (JsonNode member :
                cluster.client(through).get("/api/v1/cluster").json().path("members")) {
            members.put(
                    member.path("id").asString(),
                    member.path("standing").asString() + "/"
                            + member.path("phase").asString());
        }
        return members;
    }
}
