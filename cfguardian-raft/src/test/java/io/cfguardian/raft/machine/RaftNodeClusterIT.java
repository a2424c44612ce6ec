package io.cfguardian.raft.machine;

import static io.cfguardian.raft.machine.LocalNodes.LONG;
import static io.cfguardian.raft.machine.LocalNodes.createProject;
import static io.cfguardian.raft.machine.LocalNodes.hasProject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cfguardian.app.cluster.ClusterStatus;
import io.cfguardian.app.cluster.ClusterStatus.Member;
import io.cfguardian.app.cluster.ClusterStatus.Role;
import io.cfguardian.app.cluster.LeaderMove;
import io.cfguardian.app.cluster.LeaderMove.Moved;
import io.cfguardian.app.cluster.LeaderMove.NoSuchMember;
import io.cfguardian.app.cluster.LeaderMove.NotMoved;
import io.cfguardian.app.replica.ReplicationFailure.NoQuorum;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.decide.Answer;
import io.cfguardian.domain.decide.Answer.Turn;
import io.cfguardian.domain.decide.Outcome;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.revision.Revision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three real nodes in this process. */
@SuppressWarnings("NullAway.Init") // They are started before each test.
class RaftNodeClusterIT {

    @TempDir
    private Path directory;

    private LocalNodes nodes;

    @BeforeEach
    void startThree() throws Exception {
        nodes = LocalNodes.start(3, directory);
    }

    @AfterEach
    void stopAll() {
        nodes.close();
    }

    @Test
    void aWriteOnAnyNodeShowsThereAtOnceAndEverywhereAfterAReadPoint() {
        for (int i = 0; i < 3; i++) {
            Answer answer = nodes.get(i).proposals().propose(createProject("p" + i), LONG);
            assertThat(answer.outcome()).isInstanceOf(Committed.class);
            assertThat(hasProject(nodes.get(i), "p" + i)).isTrue();
            for (RaftNode other : nodes.all()) {
                other.replica().awaitLinearizable(LONG);
                assertThat(hasProject(other, "p" + i)).isTrue();
            }
        }
    }

    @Test
    void aRetryOnAnotherNodeHasTheFirstAnswer() {
        Envelope envelope = createProject("once");
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
                nodes.get(0).proposals().propose(createProject("woken"), LONG).outcome();
        Revision written = ((Committed) outcome).revision();
        last.replica().awaitRevision(written, LONG);

        for (CompletableFuture<Revision> waiter : woken) {
            assertThat(waiter.get()).isGreaterThanOrEqualTo(written);
        }
    }

    @Test
    void eachNodeKnowsWhatTheOthersSayOfThemselves() {
        nodes.get(0).proposals().propose(createProject("seen"), LONG);
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
        nodes.get(0).proposals().propose(createProject("before"), LONG);
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
        nodes.get(0).proposals().propose(createProject("first"), LONG);
        nodes.get(2).close();
        nodes.get(0).proposals().propose(createProject("second"), LONG);
        LocalNodes.awaitReady(nodes.restart(2));

        nodes.get(2).replica().awaitLinearizable(LONG);
        assertThat(hasProject(nodes.get(2), "first")).isTrue();
        assertThat(hasProject(nodes.get(2), "second")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void anyMemberCanBeMadeTheLeaderFromAnyOther(int asked) throws Exception {
        for (int i = 0; i < 3; i++) {
            String wanted = LocalNodes.id(i);
            LeaderMove move = nodes.get(asked).control().moveLeadership(wanted, LONG);
            assertThat(move)
                    .isInstanceOfSatisfying(
                            Moved.class, moved -> assertThat(moved.leader()).isEqualTo(wanted));
            RaftNode chosen = nodes.get(i);
            await().atMost(LONG).until(() -> chosen.cluster().leads());
            assertThat(nodes.get(asked)
                            .proposals()
                            .propose(createProject("led-by-" + i), LONG)
                            .outcome())
                    .isInstanceOf(Committed.class);
        }
        int leader = nodes.leader();
        assertThat(nodes.get(asked).control().moveLeadership(null, LONG))
                .isInstanceOfSatisfying(
                        Moved.class, moved -> assertThat(moved.leader()).isNotEqualTo(LocalNodes.id(leader)));
    }

    @Test
    void whoIsNoMemberOrAwayDoesNotBecomeTheLeader() throws Exception {
        int leader = nodes.leader();
        int away = (leader + 1) % 3;
        RaftNode asked = nodes.get(leader);

        assertThat(asked.control().moveLeadership("n9", LONG)).isEqualTo(NoSuchMember.NO_SUCH_MEMBER);
        nodes.get(away).close();
        assertThat(asked.control().moveLeadership(LocalNodes.id(away), Duration.ofSeconds(3)))
                .isEqualTo(NotMoved.NOT_MOVED);
        assertThat(asked.proposals().propose(createProject("goes-on"), LONG).outcome())
                .isInstanceOf(Committed.class);
        nodes.restart(away);
    }
}
