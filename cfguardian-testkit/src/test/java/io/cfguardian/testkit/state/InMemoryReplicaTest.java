package io.cfguardian.testkit.state;

import static io.cfguardian.testkit.example.Examples.ALICE;
import static io.cfguardian.testkit.example.Examples.NOON;
import static io.cfguardian.testkit.example.Examples.clientRequest;
import static io.cfguardian.testkit.example.Examples.hash;
import static io.cfguardian.testkit.example.Examples.project;
import static io.cfguardian.testkit.example.Examples.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.app.replica.ReplicationFailure.NoQuorum;
import io.cfguardian.app.replica.ReplicationFailure.NotCaughtUp;
import io.cfguardian.app.replica.ReplicationFailure.OutcomeUnknown;
import io.cfguardian.app.replica.ReplicationFailure.Overloaded;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.testkit.scenario.AnswerText;
import io.cfguardian.testkit.state.InMemoryReplica.Fault;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class InMemoryReplicaTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final InMemoryReplica replica = new InMemoryReplica();

    @Test
    void aProposalIsDecidedAndShowsInViewsOpenedAfterwards() {
        try (var before = replica.view()) {
            assertThat(propose("a")).isEqualTo("committed r1: project a created");
            assertThat(before.head().revision()).isEqualTo(Revision.ZERO);
        }
        try (var after = replica.view()) {
            assertThat(after.project(project("a"))).isPresent();
        }
    }

    @Test
    void faultsComeInOrderAndOnce() {
        replica.failNext(Fault.NO_LEADER);
        replica.failNext(Fault.OVERLOADED);

        assertThatThrownBy(() -> propose("a")).isInstanceOf(NoQuorum.class);
        assertThatThrownBy(() -> propose("a")).isInstanceOf(Overloaded.class);
        assertThat(propose("a")).isEqualTo("committed r1: project a created");
    }

    @Test
    void anUnknownOutcomeIsEitherAppliedOrNot() {
        replica.failNext(Fault.UNKNOWN_NOT_APPLIED);
        replica.failNext(Fault.UNKNOWN_APPLIED);

        assertThatThrownBy(() -> propose("a")).isInstanceOf(OutcomeUnknown.class);
        assertThatThrownBy(() -> propose("b")).isInstanceOf(OutcomeUnknown.class);
        assertThat(propose("a")).isEqualTo("committed r2: project a created");
        assertThat(propose("b")).isEqualTo("again committed r1: project b created");
    }

    @Test
    void withoutALeaderOnlyStaleReadsWork() {
        propose("a");
        replica.loseLeader();

        assertThatThrownBy(() -> propose("b")).isInstanceOf(NoQuorum.class);
        assertThatThrownBy(() -> replica.awaitLinearizable(LONG)).isInstanceOf(NoQuorum.class);
        assertThat(replica.view().project(project("a"))).isPresent();

        replica.electLeader();
        replica.awaitLinearizable(LONG);
        assertThat(propose("b")).isEqualTo("committed r2: project b created");
    }

    @Test
    void anotherWriteCanComeBetween() {
        replica.beforeNextProposal(() -> propose("a"));

        assertThat(propose("b")).isEqualTo("committed r2: project b created");
    }

    @Test
    void whoWaitsForARevisionIsWokenByIt() throws Exception {
        CompletableFuture<Revision> waiting = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                waiting.complete(replica.awaitAfter(Revision.ZERO, LONG));
            } catch (InterruptedException e) {
                waiting.completeExceptionally(e);
            }
        });
        propose("a");

        assertThat(waiting.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(revision(1));
        replica.awaitRevision(revision(1), Duration.ZERO);
        assertThatThrownBy(() -> replica.awaitRevision(revision(2), Duration.ofMillis(1)))
                .isInstanceOf(NotCaughtUp.class);
        assertThat(replica.awaitAfter(revision(1), Duration.ofMillis(1))).isEqualTo(revision(1));
    }

    private String propose(String key) {
        return AnswerText.of(replica.propose(
                new Envelope(
                        clientRequest(key),
                        new Actor.Node(ALICE),
                        null,
                        NOON,
                        hash(key),
                        new CreateProject(project(key), "")),
                LONG));
    }
}
