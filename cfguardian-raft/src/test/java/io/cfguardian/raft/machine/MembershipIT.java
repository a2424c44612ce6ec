package io.cfguardian.raft.machine;

import static io.cfguardian.raft.machine.LocalNodes.LONG;
import static io.cfguardian.raft.machine.LocalNodes.createProject;
import static io.cfguardian.raft.machine.LocalNodes.hasProject;
import static io.cfguardian.testkit.example.Examples.hash;
import static io.cfguardian.testkit.example.Examples.nodeRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.app.cluster.ClusterStatus;
import io.cfguardian.app.cluster.ClusterStatus.Member;
import io.cfguardian.app.cluster.ClusterStatus.Role;
import io.cfguardian.app.cluster.membership.RosterKeeper;
import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.domain.cluster.ClusterNode.Phase;
import io.cfguardian.domain.cluster.ClusterNode.Standing;
import io.cfguardian.domain.command.ClusterCommand;
import io.cfguardian.domain.command.ClusterCommand.AddNode;
import io.cfguardian.domain.command.ClusterCommand.PromoteNode;
import io.cfguardian.domain.command.ClusterCommand.RemoveNode;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.decide.Outcome;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.key.NodeId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In one process, where a closed node leaves connections behind; MembershipClusterIT has what restarts and dies. */
class MembershipIT {

    private final List<Worker> keepers = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();

    @TempDir
    Path directory;

    @AfterEach
    void stopKeepers() {
        keepers.forEach(Worker::close);
    }

    @Test
    void aNodeGrowsToThreeAndLosesItsFounder() throws Exception {
        try (LocalNodes nodes = LocalNodes.start(1, directory)) {
            keep(nodes.get(0));
            assertThat(decide(nodes.get(0), createProject("first").command())).isInstanceOf(Committed.class);
            awaitSettled(nodes.get(0), 1);
            for (int count = 2; count <= 3; count++) {
                int added = nodes.join();
                keep(nodes.get(added));
                add(nodes, added, Standing.VOTER);
                awaitSettled(nodes.get(0), count);
                await().atMost(LONG).until(() -> hasProject(nodes.get(added), "first"));
                LocalNodes.awaitReady(nodes.get(added));
            }
            assertThat(members(nodes.get(2)))
                    .allSatisfy(member -> assertThat(member.standing()).isEqualTo(Standing.VOTER));

            nodes.get(0).close();
            assertThat(decide(nodes.get(1), createProject("second").command())).isInstanceOf(Committed.class);
            await().atMost(LONG).until(() -> hasProject(nodes.get(2), "second"));
        }
    }

    @Test
    void aLearnerReadsAndIsPromoted() throws Exception {
        try (LocalNodes nodes = LocalNodes.start(1, directory)) {
            keep(nodes.get(0));
            assertThat(decide(nodes.get(0), createProject("first").command())).isInstanceOf(Committed.class);
            awaitSettled(nodes.get(0), 1);
            int replica = nodes.join();
            add(nodes, replica, Standing.LEARNER);
            awaitSettled(nodes.get(0), 2);
            assertThat(role(nodes.get(0), replica)).isEqualTo(Role.LEARNER);
            nodes.get(replica).replica().awaitLinearizable(LONG);
            assertThat(hasProject(nodes.get(replica), "first")).isTrue();

            keep(nodes.get(replica));
            decide(nodes.get(0), new PromoteNode(new NodeId(LocalNodes.id(replica))));
            awaitSettled(nodes.get(0), 2);
            assertThat(role(nodes.get(0), replica)).isEqualTo(Role.FOLLOWER);

            decide(nodes.get(0), new RemoveNode(new NodeId(LocalNodes.id(0))));
            awaitSettled(nodes.get(replica), 1);
            await().atMost(LONG).until(() -> nodes.isRemoved(0));
            assertThat(decide(nodes.get(replica), createProject("after").command()))
                    .isInstanceOf(Committed.class);
        }
    }

    @Test
    void whoeverLeadsNextGoesOnWithTheChange() throws Exception {
        try (LocalNodes nodes = LocalNodes.start(3, directory)) {
            for (int i = 0; i < 3; i++) {
                keep(nodes.get(i));
            }
            int leader = nodes.leader();
            assertThat(decide(nodes.get(leader), createProject("first").command()))
                    .isInstanceOf(Committed.class);
            awaitSettled(nodes.get(leader), 3);
            int waiting = 3;
            decide(
                    nodes.get(leader),
                    new AddNode(new NodeId(LocalNodes.id(waiting)), "127.0.0.1:1", "127.0.0.1:2", Standing.VOTER));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(
                                    nodes.get(leader).cluster().status().hindrance())
                            .isEqualTo("n4 does not answer on 127.0.0.1:1"));
            nodes.get(leader).close();
            int next = (leader + 1) % 3;
            decide(nodes.get(next), new RemoveNode(new NodeId(LocalNodes.id(waiting))));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(members(nodes.get(next))).hasSize(3));
        }
    }

    private void add(LocalNodes nodes, int added, Standing standing) {
        int i = nodes.leader();
        assertThat(decide(
                        nodes.get(i),
                        new AddNode(
                                new NodeId(LocalNodes.id(added)),
                                nodes.address(added),
                                "127.0.0.1:" + (8081 + added),
                                standing)))
                .isInstanceOf(Committed.class);
    }

    private void keep(RaftNode node) {
        RosterKeeper keeper = new RosterKeeper(
                node.cluster(), node.membership(), node.replica(), (ClusterCommand command) -> decide(node, command));
        Worker worker = new Worker("roster-keeper", keeper, Pause.of(Duration.ofMillis(100)), failure -> {});
        keepers.add(worker);
        worker.start();
    }

    private Outcome decide(RaftNode node, Command command) {
        String id = "membership-" + requests.incrementAndGet();
        return node.proposals()
                .propose(new Envelope(nodeRequest(id), Actor.Node.SYSTEM, null, Instant.now(), hash(id), command), LONG)
                .outcome();
    }

    private static void awaitSettled(RaftNode node, int count) {
        await().atMost(LONG).untilAsserted(() -> {
            ClusterStatus status = node.cluster().status();
            assertThat(status.format().value()).isEqualTo(2);
            assertThat(status.members())
                    .hasSize(count)
                    .allSatisfy(member -> assertThat(member.phase()).isEqualTo(Phase.SETTLED))
                    .as(() -> String.valueOf(status.hindrance()));
        });
    }

    private static List<Member> members(RaftNode node) {
        return node.cluster().status().members();
    }

    private static @Nullable Role role(RaftNode node, int i) {
        return members(node).stream()
                .filter(member -> member.id().equals(LocalNodes.id(i)))
                .findFirst()
                .orElseThrow()
                .role();
    }
}
