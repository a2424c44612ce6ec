package io.cfguardian.raft.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.telemetry.Span;
import io.cfguardian.raft.consensus.Leadership.Role;
import io.cfguardian.raft.consensus.MemberStatus.Replication;
import io.cfguardian.raft.consensus.MemberStatus.Self;
import io.cfguardian.raft.consensus.ProposalResult.Answered;
import io.cfguardian.raft.consensus.ProposalResult.NotAppended;
import io.cfguardian.raft.consensus.ProposalResult.Reason;
import io.cfguardian.raft.consensus.ProposalResult.Unknown;
import io.cfguardian.raft.consensus.ReadPoint.NotReached;
import io.cfguardian.raft.consensus.ReadPoint.Reached;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three members in this JVM agree while nothing is broken, lose their leader, and lose their majority. */
@Timeout(60)
final class ConsensusClusterIT {

    private static final Duration SHORTLY = Duration.ofMillis(300);

    private LocalCluster cluster = new LocalCluster(Path.of(""), 0, UnaryOperator.identity());

    @BeforeEach
    void startCluster(@TempDir Path directory) throws Exception {
        cluster = LocalCluster.started(directory, 3, UnaryOperator.identity());
    }

    @AfterEach
    void stopCluster() {
        cluster.close();
    }

    private static int countIn(Answered answered) {
        return ByteBuffer.wrap(answered.answer()).getInt();
    }

    @Test
    void commandFromAnyMemberIsAppliedOnceOnAll() {
        long last = 0;
        for (int i = 0; i < 3; i++) {
            Answered answered = cluster.commit(i, "from-" + i);
            assertThat(countIn(answered)).isEqualTo(1);
            assertThat(answered.index()).isGreaterThan(last);
            last = answered.index();
        }
        for (LocalCluster.Member member : cluster.members()) {
            assertThat(member.node().awaitApplied(last, LocalCluster.PATIENCE).join())
                    .isInstanceOf(Reached.class);
            assertThat(member.state().counts()).isEqualTo(Map.of("from-0", 1, "from-1", 1, "from-2", 1));
        }
    }

    @Test
    void readPointSeesOnEveryMemberWhatWasAcknowledgedBefore() throws Exception {
        for (int round = 0; round < 30; round++) {
            String id = "w" + round;
            cluster.commit(round % 3, id);
            for (LocalCluster.Member member : cluster.members()) {
                assertThat(member.node().readIndex(LocalCluster.PATIENCE).join())
                        .isInstanceOf(Reached.class);
                assertThat(member.state().count(id)).as(id).isEqualTo(1);
            }
        }
    }

    @Test
    void concurrentCommandsShareEntriesAndAreAnsweredEachByItself() {
        int leader = cluster.awaitLeader();
        List<CompletableFuture<ProposalResult>> results = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            results.add(cluster.member(leader)
                    .node()
                    .propose(LocalCluster.bytes("c" + i % 250), LocalCluster.PATIENCE, Span.NONE));
        }
        List<Answered> answers =
                results.stream().map(result -> (Answered) result.join()).toList();
        // commands that are proposed at the same time have no order among each other
        for (int i = 0; i < 250; i++) {
            assertThat(List.of(countIn(answers.get(i)), countIn(answers.get(i + 250))))
                    .containsExactlyInAnyOrder(1, 2);
        }
        assertThat(answers.stream().map(Answered::index).distinct().count()).isLessThan(250);
    }

    @Test
    void largestCommandPassesFromAFollower() {
        ConsensusSettings.Limits limits = ConsensusSettings.Limits.defaults();
        ConsensusNode follower = cluster.member(cluster.aFollower()).node();
        byte[] largest = new byte[limits.commandBytesMax()];
        // on a busy machine a leader may lose its followers over it; one that does not fit would never pass
        LocalCluster.await(
                "the largest command",
                () -> follower.propose(largest, LocalCluster.PATIENCE, Span.NONE)
                                .join()
                        instanceof Answered);
        assertThat(follower.propose(new byte[largest.length + 1], LocalCluster.PATIENCE, Span.NONE)
                        .join())
                .isEqualTo(new NotAppended(Reason.TOO_LARGE));
    }

    /** Writes with unique names on all members while one is stopped; what was told to the writer must be true afterwards. */
    @Test
    void lossOfTheLeaderKeepsEveryAcknowledgedCommandExactlyOnce() throws Exception {
        int leader = cluster.awaitLeader();
        List<Integer> survivors = List.of((leader + 1) % 3, (leader + 2) % 3);
        Map<String, ProposalResult> outcomes = new ConcurrentHashMap<>();
        AtomicBoolean enough = new AtomicBoolean();
        List<Thread> writers = new ArrayList<>();
        for (int w = 0; w < 4; w++) {
            ConsensusNode node = cluster.member(survivors.get(w % 2)).node();
            String name = "w" + w + "-";
            writers.add(Thread.ofVirtual().start(() -> {
                for (int i = 0; !enough.get(); i++) {
                    outcomes.put(
                            name + i,
                            node.propose(LocalCluster.bytes(name + i), LocalCluster.PATIENCE, Span.NONE)
                                    .join());
                }
            }));
        }
        LocalCluster.await("some writes", () -> outcomes.size() > 50);
        cluster.stop(leader);
        cluster.awaitLeader();
        int before = outcomes.size();
        LocalCluster.await("writes after the fail-over", () -> outcomes.size() > before + 50);
        enough.set(true);
        for (Thread writer : writers) {
            writer.join();
        }

        assertThat(outcomes.values()).noneMatch(NotAppended.class::isInstance);
        for (int survivor : survivors) {
            LocalCluster.Member member = cluster.member(survivor);
            assertThat(member.node().readIndex(LocalCluster.PATIENCE).join()).isInstanceOf(Reached.class);
            Map<String, Integer> counts = member.state().counts();
            outcomes.forEach((name, outcome) -> {
                int count = counts.getOrDefault(name, 0);
                assertThat(count).as(name + " " + outcome).isBetween(outcome instanceof Answered ? 1 : 0, 1);
            });
            assertThat(outcomes.keySet()).containsAll(counts.keySet());
        }
    }

    @Test
    void withoutAMajorityNothingIsAnsweredAndTheOutcomesAreHonest() {
        int leader = cluster.awaitLeader();
        cluster.stop((leader + 1) % 3);
        cluster.stop((leader + 2) % 3);
        ConsensusNode alone = cluster.member(leader).node();
        ProposalResult first =
                alone.propose(LocalCluster.bytes("x"), SHORTLY, Span.NONE).join();
        assertThat(first).isNotInstanceOf(Answered.class);
        LocalCluster.await("stepping down", () -> alone.leadership().role() == Role.SEEKING);

        assertThat(alone.propose(LocalCluster.bytes("y"), SHORTLY, Span.NONE).join())
                .isEqualTo(new NotAppended(Reason.NO_LEADER));
        assertThat(alone.readIndex(SHORTLY).join()).isEqualTo(new NotReached(ReadPoint.Reason.NO_LEADER));
        assertThat(alone.awaitApplied(1_000_000, SHORTLY).join()).isEqualTo(new NotReached(ReadPoint.Reason.TIMED_OUT));
    }

    @Test
    void stoppedNodeRefusesAndTheOthersGoOn() {
        int leader = cluster.awaitLeader();
        LocalCluster.Member stopped = cluster.member(leader);
        stopped.node().close();
        assertThat(stopped.node()
                        .propose(LocalCluster.bytes("x"), SHORTLY, Span.NONE)
                        .join())
                .isEqualTo(new NotAppended(Reason.STOPPING));
        assertThat(stopped.node().readIndex(SHORTLY).join()).isEqualTo(new NotReached(ReadPoint.Reason.STOPPING));
        assertThat(stopped.node().leadership().role()).isEqualTo(Role.OUT);
        cluster.commit((leader + 1) % 3, "after");
    }

    @Test
    void entryThatCannotBeAppliedStopsTheNodeAndSaysWhere() {
        int leader = cluster.awaitLeader();
        long before = cluster.commit(leader, "fine").index();
        ProposalResult result = cluster.propose(leader, TallyState.POISON);
        assertThat(result).isInstanceOf(Unknown.class);

        // the second of three fails when it is told that the entry is committed; the third may then never be told
        LocalCluster.await("two nodes to fail", () -> cluster.failures().size() >= 2);
        assertThat(cluster.failures()).allSatisfy(failure -> {
            assertThat(failure.index()).isEqualTo(before + 1);
            assertThat(failure.term()).isPositive();
            assertThat(failure.cause()).get().extracting(Throwable::getMessage).isEqualTo("poisoned");
        });
        ConsensusNode node = cluster.member(leader).node();
        assertThat(node.appliedIndex()).isEqualTo(before);
        assertThat(node.failure()).isPresent();
        assertThat(node.propose(LocalCluster.bytes("x"), SHORTLY, Span.NONE).join())
                .isEqualTo(new NotAppended(Reason.FAILED));
        assertThat(node.readIndex(SHORTLY).join()).isEqualTo(new NotReached(ReadPoint.Reason.FAILED));
    }

    @Test
    void membersAreKnownWithTheirContact() {
        int leader = cluster.awaitLeader();
        cluster.commit(leader, "x");
        ConsensusNode node = cluster.member(leader).node();
        LocalCluster.await(
                "contact with both others",
                () -> node.members().stream()
                                .filter(member -> member.replication() == Replication.ANSWERING
                                        && member.lastLogIndex().isPresent())
                                .count()
                        == 2);
        assertThat(node.members())
                .filteredOn(member -> member.self() == Self.THIS_NODE)
                .hasSize(1);

        ConsensusNode follower = cluster.member(cluster.aFollower()).node();
        assertThat(follower.members())
                .filteredOn(member -> member.address().equals(cluster.address(leader)))
                .singleElement()
                .satisfies(member ->
                        assertThat(member.lastContactMillis().orElseThrow()).isLessThan(1_000));

        cluster.stop((leader + 1) % 3);
        LocalCluster.await(
                "the loss to show",
                () -> node.members().stream().anyMatch(member -> member.replication() == Replication.SILENT));
    }

    @Test
    void membersAnswerEachOthersQuestions() {
        Optional<byte[]> answer = cluster.member(0)
                .node()
                .ask(cluster.address(2), LocalCluster.bytes("hello"), LocalCluster.PATIENCE)
                .join();
        assertThat(answer.map(LocalCluster::text)).contains("2:hello");
        cluster.stop(2);
        assertThat(cluster.member(0)
                        .node()
                        .ask(cluster.address(2), LocalCluster.bytes("hello"), SHORTLY)
                        .join())
                .isEmpty();
    }
}
