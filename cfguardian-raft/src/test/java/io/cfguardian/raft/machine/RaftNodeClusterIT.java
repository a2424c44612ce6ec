package io.cfguardian.raft.machine;

import static io.cfguardian.testkit.example.Examples.hash;
import static io.cfguardian.testkit.example.Examples.nodeRequest;
import static io.cfguardian.testkit.example.Examples.project;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cfguardian.app.cluster.ClusterStatus;
import io.cfguardian.app.cluster.ClusterStatus.Member;
import io.cfguardian.app.cluster.ClusterStatus.Role;
import io.cfguardian.app.replica.ReplicationFailure.NoQuorum;
import io.cfguardian.app.replica.View;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.decide.Answer;
import io.cfguardian.domain.decide.Answer.Turn;
import io.cfguardian.domain.decide.Outcome;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.raft.consensus.MemberAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three real nodes in this process. */
class RaftNodeClusterIT {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private final List<RaftNode> nodes = new ArrayList<>();
    private final List<RaftNodeSettings.Member> members = new ArrayList<>();

    @BeforeEach
    void startThree() throws Exception {
        for (int i = 1; i <= 3; i++) {
            members.add(new RaftNodeSettings.Member(
                    "n" + i, new MemberAddress("127.0.0.1", freePort()), "127.0.0.1:" + (8080 + i)));
        }
        for (int i = 0; i < 3; i++) {
            nodes.add(start(i));
        }
        nodes.forEach(RaftNodeClusterIT::awaitReady);
    }

    @AfterEach
    void stopAll() {
        nodes.forEach(RaftNode::close);
    }

    @Test
    void aWriteOnAnyNodeShowsThereAtOnceAndEverywhereAfterAReadPoint() {
        for (int i = 0; i < 3; i++) {
            Answer answer = nodes.get(i).proposals().propose(create("p" + i), LONG);
            assertThat(answer.outcome()).isInstanceOf(Committed.class);
            assertThat(hasProject(nodes.get(i), "p" + i)).isTrue();
            for (RaftNode other : nodes) {
                other.replica().awaitLinearizable(LONG);
                assertThat(hasProject(other, "p" + i)).isTrue();
            }
        }
    }

    @Test
    void aRetryOnAnotherNodeHasTheFirstAnswer() {
        Envelope envelope = create("once");
        Answer first = nodes.get(0).proposals().propose(envelope, LONG);
        Answer second = nodes.get(1).proposals().propose(envelope, LONG);

        assertThat(second.outcome()).isEqualTo(first.outcome());
        assertThat(second.turn()).isEqualTo(Turn.REPEATED);
    }

    @Test
    void waitersWakeWhenTheirRevisionIsApplied() throws Exception {
        RaftNode last = nodes.get(2);
        Revision before = last.replica().awaitAfter(Revision.ZERO, Duration.ZERO);
        List<CompletableFuture<Revision>> woken = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            CompletableFuture<Revision> result = new CompletableFuture<>();
            woken.add(result);
            Thread.ofVirtual().start(() -> {
                try {
                    result.complete(last.replica().awaitAfter(before, LONG));
                } catch (InterruptedException e) {
                    result.completeExceptionally(e);
                }
            });
        }
        Outcome outcome =
                nodes.get(0).proposals().propose(create("woken"), LONG).outcome();
        Revision written = ((Committed) outcome).revision();
        last.replica().awaitRevision(written, LONG);

        for (CompletableFuture<Revision> waiter : woken) {
            assertThat(waiter.get()).isGreaterThanOrEqualTo(written);
        }
    }

    @Test
    void eachNodeKnowsWhatTheOthersSayOfThemselves() {
        nodes.get(0).proposals().propose(create("seen"), LONG);
        for (int i = 0; i < 3; i++) {
            RaftNode node = nodes.get(i);
            String self = "n" + (i + 1);
            await().atMost(LONG).untilAsserted(() -> {
                ClusterStatus status = node.cluster().status();
                assertThat(status.self()).isEqualTo(self);
                assertThat(status.members()).extracting(Member::id).containsExactly("n1", "n2", "n3");
                assertThat(status.members()).extracting(Member::role).containsOnlyOnce(Role.LEADER);
                assertThat(status.members()).allSatisfy(member -> {
                    assertThat(member.revision()).isEqualTo(status.revision());
                    assertThat(member.chainHead()).isEqualTo(status.chainHead());
                    assertThat(member.lag()).isZero();
                    assertThat(member.http()).startsWith("127.0.0.1:");
                    assertThat(member.term()).isPositive();
                });
            });
        }
    }

    @Test
    void aNodeAloneIsNotReadyAndSaysWhy() {
        nodes.get(0).proposals().propose(create("before"), LONG);
        nodes.get(1).close();
        nodes.get(2).close();
        RaftNode alone = nodes.get(0);

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(alone.cluster().obstacles()).contains("no leader is known"));
        assertThatThrownBy(() -> alone.replica().awaitLinearizable(Duration.ofMillis(300)))
                .isInstanceOf(NoQuorum.class);
        assertThat(hasProject(alone, "before")).isTrue();
        assertThat(alone.cluster().status().members())
                .filteredOn(member -> !member.id().equals("n1"))
                .allSatisfy(member -> assertThat(member.revision()).isNull());
    }

    @Test
    void aRestartedNodeCatchesUp() throws Exception {
        nodes.get(0).proposals().propose(create("first"), LONG);
        nodes.get(2).close();
        nodes.get(0).proposals().propose(create("second"), LONG);
        nodes.set(2, start(2));
        awaitReady(nodes.get(2));

        nodes.get(2).replica().awaitLinearizable(LONG);
        assertThat(hasProject(nodes.get(2), "first")).isTrue();
        assertThat(hasProject(nodes.get(2), "second")).isTrue();
    }

    private RaftNode start(int i) throws RaftNodeStartException {
        String id = "n" + (i + 1);
        return RaftNode.start(RaftNodeSettings.of("test", id, members, directory.resolve(id)), failure -> {
            throw new AssertionError("node " + id + " failed: " + failure);
        });
    }

    private static void awaitReady(RaftNode node) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(node.cluster().obstacles()).isEmpty());
    }

    private static Envelope create(String key) {
        return new Envelope(
                nodeRequest(key),
                new Actor.Node(new Principal("alice")),
                null,
                Instant.now(),
                hash(key),
                new CreateProject(project(key), ""));
    }

    private static boolean hasProject(RaftNode node, String key) {
        try (View view = node.replica().view()) {
            return view.project(project(key)).isPresent();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
