package io.cfguardian.testkit.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.identity.delivery.Delivery;
import io.cfguardian.app.identity.delivery.DeliveryCounts;
import io.cfguardian.app.identity.delivery.DeliveryStatus;
import io.cfguardian.app.identity.delivery.DeliveryStatus.State;
import io.cfguardian.app.identity.port.EventReceiver.Reception;
import io.cfguardian.app.identity.port.EventReceiver.Refused;
import io.cfguardian.app.identity.port.EventReceiver.TooLarge;
import io.cfguardian.app.identity.port.EventReceiver.Unavailable;
import io.cfguardian.testkit.state.InMemoryReplica.Fault;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final Duration A_WHILE = Duration.ofSeconds(10);
    private static final Reception AWAY = new Unavailable("status 503", null);

    private final DeliveryDesk desk = new DeliveryDesk();
    private final Delivery delivery = desk.node();

    private static List<Long> numbers(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    @Test
    void everyEventThatIsKeptIsTakenOnceAndInOrder() {
        desk.record(25);
        desk.run(delivery, A_WHILE);
        desk.record(7);
        desk.run(delivery, A_WHILE);
        assertThat(desk.taken).isEqualTo(numbers(0, 32));
        assertThat(desk.sizes).containsExactly(10, 10, 5, 7);
        assertThat(delivery.counts()).isEqualTo(new DeliveryCounts(4, 0));
        assertThat(desk.noted().next()).isEqualTo(32);
        assertThat(delivery.status()).isEqualTo(new DeliveryStatus(State.IDLE, 0, ""));
        assertThat(desk.progress().pending()).isZero();
    }

    @Test
    void whereNothingHappensNothingIsWritten() {
        desk.record(1);
        desk.run(delivery, A_WHILE);
        long before = desk.revision();
        desk.run(delivery, Duration.ofHours(1));
        assertThat(desk.revision()).isEqualTo(before);
        assertThat(desk.offered).hasSize(1);
    }

    @Test
    void aStreamOfEventsIsNotedAtMostOnceASecond() {
        desk.run(delivery, A_WHILE);
        long before = desk.revision();
        int records = 200;
        for (int i = 0; i < records; i++) {
            desk.record(1);
            desk.step(delivery);
            desk.now = desk.now.plusMillis(100);
        }
        desk.run(delivery, A_WHILE);
        long notes = desk.revision() - before - records;
        assertThat(notes).isBetween(15L, 21L);
        assertThat(desk.taken).isEqualTo(numbers(0, records));
        assertThat(desk.noted().next()).isEqualTo(records);
    }

    @Test
    void theNextLeaderGoesOnFromTheNoteWithTheSameEvents() {
        desk.run(delivery, A_WHILE);
        desk.record(30);
        desk.step(delivery);
        desk.step(delivery);
        assertThat(desk.noted().next()).as("noted of the 20 that were taken").isEqualTo(10);

        desk.run(desk.node(), A_WHILE);
        assertThat(desk.taken)
                .isEqualTo(LongStream.concat(LongStream.range(0, 20), LongStream.range(10, 30))
                        .boxed()
                        .toList());
    }

    @Test
    void anOrderlyEndNotesWhatWasTakenSoThatNothingComesTwice() {
        desk.run(delivery, A_WHILE);
        desk.record(30);
        desk.step(delivery);
        desk.step(delivery);
        delivery.end();
        assertThat(desk.noted().next()).isEqualTo(20);

        desk.run(desk.node(), A_WHILE);
        assertThat(desk.taken).isEqualTo(LongStream.range(0, 30).boxed().toList());
    }

    @Test
    void oneThatLeadsAgainDoesNotGoBack() {
        desk.record(10);
        desk.run(delivery, A_WHILE);
        desk.leads = false;
        desk.record(10);
        desk.run(delivery, A_WHILE);
        assertThat(desk.taken).hasSize(10);
        assertThat(delivery.status().state()).isEqualTo(State.STANDBY);

        desk.leads = true;
        desk.run(desk.node(), A_WHILE);
        desk.record(10);
        desk.run(delivery, A_WHILE);
        assertThat(desk.taken).isEqualTo(numbers(0, 30));
    }

    @Test
    void aReceiverThatIsAwayGetsTheSameAgainUntilItTakesIt() {
        desk.record(15);
        desk.answers.addAll(Collections.nCopies(20, AWAY));
        for (int i = 0; i < 100 && desk.waits.size() < 20; i++) {
            desk.now = desk.now.plus(desk.step(delivery));
        }
        assertThat(delivery.status()).isEqualTo(new DeliveryStatus(State.RETRYING, 20, "status 503"));
        assertThat(desk.progress().pending()).isEqualTo(15);
        assertThat(desk.progress().lag()).isGreaterThan(Duration.ofMinutes(5));
        assertThat(desk.waits).allSatisfy(wait -> assertThat(wait).isLessThanOrEqualTo(Duration.ofMinutes(5)));

        desk.run(delivery, A_WHILE);
        assertThat(desk.recovered).isEqualTo(20);
        assertThat(delivery.counts()).isEqualTo(new DeliveryCounts(2, 20));
        assertThat(desk.taken).isEqualTo(numbers(0, 15));
        assertThat(delivery.status()).isEqualTo(new DeliveryStatus(State.IDLE, 0, ""));
    }

    @Test
    void aRefusalHoldsUpWhatComesAfterItAndIsNotHurried() {
        desk.record(1);
        desk.answers.add(new Refused("status 401"));
        desk.run(delivery, A_WHILE);
        desk.record(1);
        assertThat(delivery.status()).isEqualTo(new DeliveryStatus(State.REFUSED, 1, "status 401"));
        assertThat(desk.waits)
                .singleElement()
                .satisfies(wait -> assertThat(wait).isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5)));
        desk.run(delivery, A_WHILE);
        assertThat(desk.taken).containsExactly(0L, 1L);
    }

    @Test
    void whatWasTakenBeforeAFailureIsNotedBeforeTheWait() {
        desk.run(delivery, A_WHILE);
        desk.record(20);
        desk.step(delivery);
        desk.step(delivery);
        desk.record(1);
        desk.answers.add(new Refused("status 400"));
        desk.step(delivery);
        assertThat(desk.noted().next()).isEqualTo(20);
    }

    @Test
    void aReceiverThatTakesLessAtOnceGetsLess() {
        desk.record(10);
        desk.answers.add(TooLarge.TOO_LARGE);
        desk.answers.add(TooLarge.TOO_LARGE);
        desk.run(delivery, A_WHILE);
        assertThat(desk.sizes).containsExactly(10, 5, 2, 2, 2, 2, 2);
        assertThat(desk.taken).isEqualTo(numbers(0, 10));
    }

    @Test
    void oneEventThatIsTooLargeIsARefusal() {
        desk.eventsMax = 1;
        desk.record(1);
        desk.answers.add(TooLarge.TOO_LARGE);
        Delivery single = desk.node();
        desk.run(single, A_WHILE);
        assertThat(single.status().state()).isEqualTo(State.REFUSED);
        assertThat(desk.taken).isEmpty();
    }

    @Test
    void whatIsPurgedBeforeItWasTakenIsCountedAndTold() {
        desk.record(4);
        desk.run(delivery, A_WHILE);
        desk.record(6);
        desk.answers.add(AWAY);
        desk.step(delivery);
        desk.now = desk.now.plus(Duration.ofDays(1));
        desk.record(1);
        desk.purgeBefore(desk.now);
        assertThat(desk.progress().lost()).as("before anybody could deliver").isEqualTo(6);

        desk.run(delivery, A_WHILE);
        assertThat(desk.lost).isEqualTo(6);
        assertThat(desk.noted().lost()).isEqualTo(6);
        assertThat(desk.progress().lost()).isEqualTo(6);
        // The last event, and the one of the purge itself.
        assertThat(desk.taken).containsExactly(0L, 1L, 2L, 3L, 10L, 11L);
    }

    @Test
    void nothingIsLostThatWasGoneBeforeDeliveryBegan() {
        desk.record(4);
        desk.now = desk.now.plus(Duration.ofDays(1));
        desk.purgeBefore(desk.now);
        desk.run(delivery, A_WHILE);
        assertThat(desk.taken).containsExactly(4L);
        assertThat(desk.progress().lost()).isZero();
    }

    @Test
    void whileTheClusterCannotBeWrittenToDeliveryGoesOn() {
        desk.run(delivery, A_WHILE);
        desk.record(10);
        desk.replica.loseLeader();
        desk.run(delivery, A_WHILE);
        assertThat(desk.taken).isEqualTo(numbers(0, 10));
        assertThat(desk.noted().next()).isZero();

        desk.replica.electLeader();
        desk.record(5);
        desk.replica.failNext(Fault.UNKNOWN_APPLIED);
        desk.run(delivery, A_WHILE);
        assertThat(desk.taken).isEqualTo(numbers(0, 15));
        assertThat(desk.noted().next()).isEqualTo(15);
        assertThat(desk.noted().lost()).as("what could not be noted at once").isZero();
    }
}
