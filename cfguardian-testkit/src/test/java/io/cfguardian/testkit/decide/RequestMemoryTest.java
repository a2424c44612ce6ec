package io.cfguardian.testkit.decide;

import static io.cfguardian.testkit.example.Examples.ALICE;
import static io.cfguardian.testkit.example.Examples.NOON;
import static io.cfguardian.testkit.example.Examples.clientRequest;
import static io.cfguardian.testkit.example.Examples.hash;
import static io.cfguardian.testkit.example.Examples.nodeRequest;
import static io.cfguardian.testkit.example.Examples.project;
import static io.cfguardian.testkit.example.Examples.revision;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Command.UpdateProject;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.decide.Outcome.Unchanged;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.state.Head;
import io.cfguardian.domain.state.RequestKey;
import io.cfguardian.domain.state.RequestRecord;
import io.cfguardian.domain.state.SequenceWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is remembered, how long, and what happens when there is too much of it. */
final class RequestMemoryTest {

    private static final Command IDLE = new UpdateProject(project("none"), "");
    private static final long CLIENTS_MAX = 10_000_000;
    private static final long NODES_MAX = 1_000_000;

    private final Desk desk = new Desk();

    @Test
    void aClientsAnswerIsKeptFor24HoursAndNoMillisecondLess() {
        desk.ask(clientRequest("old"), NOON, IDLE);

        desk.ask(clientRequest("then"), NOON.plus(Duration.ofHours(24)), IDLE);
        assertThat(window(Origin.CLIENT)).isEqualTo(new SequenceWindow(0, 2));
        assertThat(desk.ask(clientRequest("old"), NOON, IDLE)).startsWith("again ");

        desk.ask(clientRequest("later"), NOON.plus(Duration.ofHours(24)).plusMillis(1), IDLE);
        assertThat(window(Origin.CLIENT)).isEqualTo(new SequenceWindow(1, 3));
        assertThat(desk.ask(clientRequest("old"), NOON, IDLE)).startsWith("rejected ");
    }

    @Test
    void aNodesAnswerIsKeptForTenMinutes() {
        desk.ask(nodeRequest("old"), NOON, IDLE);

        desk.ask(nodeRequest("then"), NOON.plus(Duration.ofMinutes(10)), IDLE);
        assertThat(window(Origin.NODE)).isEqualTo(new SequenceWindow(0, 2));

        desk.ask(nodeRequest("later"), NOON.plus(Duration.ofMinutes(10)).plusMillis(1), IDLE);
        assertThat(window(Origin.NODE)).isEqualTo(new SequenceWindow(1, 3));
    }

    @Test
    void anAnswerDropsAtMostTwo() {
        for (int i = 0; i < 5; i++) {
            desk.ask(clientRequest("r" + i), NOON, IDLE);
        }
        Instant later = NOON.plus(Duration.ofHours(25));

        desk.ask(clientRequest("a"), later, IDLE);
        assertThat(window(Origin.CLIENT)).isEqualTo(new SequenceWindow(2, 6));
        desk.ask(clientRequest("b"), later, IDLE);
        assertThat(window(Origin.CLIENT)).isEqualTo(new SequenceWindow(4, 7));
        desk.ask(clientRequest("c"), later, IDLE);
        assertThat(window(Origin.CLIENT)).isEqualTo(new SequenceWindow(5, 8));
    }

    @Test
    void theOtherOriginsAnswersAreLeftAlone() {
        desk.ask(clientRequest("r"), NOON, IDLE);
        desk.ask(nodeRequest("r"), NOON.plus(Duration.ofDays(9)), IDLE);

        assertThat(window(Origin.CLIENT)).isEqualTo(new SequenceWindow(0, 1));
        assertThat(window(Origin.NODE)).isEqualTo(new SequenceWindow(0, 1));
    }

    @Test
    void aFullMemoryOfYoungAnswersRefusesKeyedWritesAndWritesNothing() {
        remembered(Origin.CLIENT, CLIENTS_MAX, NOON);
        Head before = desk.state.head();

        assertThat(desk.ask(clientRequest("one-too-many"), NOON.plus(Duration.ofHours(24)), IDLE))
                .endsWith("limit reached requests from clients");
        assertThat(desk.state.head()).isEqualTo(before);
        assertThat(desk.state.request(new RequestKey(ALICE, clientRequest("one-too-many"))))
                .isEmpty();
        assertThat(desk.ask(nodeRequest("n"), NOON, IDLE)).doesNotContain("limit");
    }

    @Test
    void aMemoryWithRoomForOneTakesOne() {
        remembered(Origin.CLIENT, CLIENTS_MAX - 1, NOON);

        assertThat(desk.ask(clientRequest("last"), NOON, IDLE)).doesNotContain("limit");
        assertThat(desk.ask(clientRequest("more"), NOON, IDLE)).contains("limit");
    }

    @Test
    void aFullMemoryStillAnswersRetries() {
        remembered(Origin.CLIENT, CLIENTS_MAX, NOON);

        assertThat(desk.ask(clientRequest("kept-0"), NOON, IDLE)).startsWith("again ");
    }

    @Test
    void aFullMemoryWithOldAnswersDropsThem() {
        remembered(Origin.CLIENT, CLIENTS_MAX, NOON);

        assertThat(desk.ask(
                        clientRequest("new"), NOON.plus(Duration.ofHours(24)).plusMillis(1), IDLE))
                .doesNotContain("limit");
        assertThat(window(Origin.CLIENT)).isEqualTo(new SequenceWindow(2, CLIENTS_MAX + 1));
    }

    @Test
    void aCrowdOfNodeRequestsDropsTheOldestHoweverYoung() {
        remembered(Origin.NODE, NODES_MAX, NOON);

        desk.ask(nodeRequest("new"), NOON, IDLE);

        assertThat(window(Origin.NODE)).isEqualTo(new SequenceWindow(1, NODES_MAX + 1));
        assertThat(desk.state.request(Origin.NODE, 0)).isEmpty();
        assertThat(desk.state.request(Origin.NODE, 1)).isPresent();
    }

    @Test
    void aNodesRequestDoesNotAnswerAClientsKey() {
        assertThat(desk.ask(nodeRequest("same"), NOON, IDLE)).startsWith("rejected ");
        assertThat(desk.ask(clientRequest("same"), NOON, IDLE)).startsWith("rejected ");
        assertThat(desk.ask(clientRequest("same"), NOON, IDLE)).startsWith("again ");
    }

    /** A window that says it holds {@code size}, of which the first three are there. */
    private void remembered(Origin origin, long size, Instant time) {
        for (long sequence = 0; sequence < 3; sequence++) {
            desk.state.put(new RequestRecord(
                    new RequestKey(ALICE, new RequestId(origin, "kept-" + sequence)),
                    sequence,
                    hash(IDLE.toString()),
                    time,
                    new Unchanged(revision(0), List.of())));
        }
        SequenceWindow window = new SequenceWindow(0, size);
        desk.state.head(new Head(
                Revision.ZERO,
                Hash.ZERO,
                time,
                new Head.Counts(0, 0, 0),
                origin == Origin.CLIENT ? window : SequenceWindow.EMPTY,
                origin == Origin.NODE ? window : SequenceWindow.EMPTY,
                SequenceWindow.EMPTY));
    }

    private SequenceWindow window(Origin origin) {
        Head head = desk.state.head();
        return origin == Origin.CLIENT ? head.clientRequests() : head.nodeRequests();
    }
}
