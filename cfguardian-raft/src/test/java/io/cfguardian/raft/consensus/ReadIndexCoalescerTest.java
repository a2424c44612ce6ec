package io.cfguardian.raft.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.raft.consensus.ReadPoint.NotReached;
import io.cfguardian.raft.consensus.ReadPoint.Reached;
import io.cfguardian.raft.consensus.ReadPoint.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReadIndexCoalescerTest {

    private final ManualExecutor completions = new ManualExecutor();
    private final Deadlines deadlines = new Deadlines("test", completions);
    private final List<Consumer<ReadPoint>> rounds = new ArrayList<>();
    private final ReadIndexCoalescer coalescer = new ReadIndexCoalescer(rounds::add, 100, deadlines, completions);

    private CompletableFuture<ReadPoint> read() {
        return coalescer.read(Deadlines.after(Duration.ofMinutes(1)));
    }

    private void startReading() {
        var unused = read();
    }

    private void answer(int round, ReadPoint point) {
        rounds.get(round).accept(point);
        completions.runAll();
    }

    @AfterEach
    void stopClock() {
        deadlines.close();
    }

    @Test
    void manyReadersShareTheNextRound() {
        List<CompletableFuture<ReadPoint>> readers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            readers.add(read());
        }
        assertThat(rounds).hasSize(ReadIndexCoalescer.ROUNDS_MAX);

        answer(0, new Reached(10));
        assertThat(rounds).hasSize(ReadIndexCoalescer.ROUNDS_MAX + 1);
        answer(1, new Reached(11));
        answer(2, new Reached(12));

        assertThat(readers).allMatch(CompletableFuture::isDone);
        assertThat(readers.get(49).join()).isEqualTo(new Reached(12));
        assertThat(rounds).hasSize(ReadIndexCoalescer.ROUNDS_MAX + 1);
    }

    @Test
    void readerIsNotServedByARoundThatStartedBeforeItCame() {
        startReading();
        startReading();
        CompletableFuture<ReadPoint> late = read();
        answer(0, new Reached(10));
        answer(1, new Reached(10));
        assertThat(late).isNotDone();
        answer(2, new Reached(11));
        assertThat(late.join()).isEqualTo(new Reached(11));
    }

    @Test
    void failedRoundIsRepeated() {
        CompletableFuture<ReadPoint> reader = read();
        answer(0, new NotReached(Reason.NO_LEADER));
        LocalCluster.await("another round", () -> {
            completions.runAll();
            return rounds.size() == 2;
        });
        answer(1, new Reached(5));
        assertThat(reader.join()).isEqualTo(new Reached(5));
    }

    @Test
    void deadlineEndsTheRepetitionWithTheLastReason() {
        CompletableFuture<ReadPoint> reader = coalescer.read(Deadlines.after(Duration.ofMillis(30)));
        LocalCluster.await("the deadline", () -> {
            if (!rounds.isEmpty()) {
                rounds.removeLast().accept(new NotReached(Reason.NO_LEADER));
            }
            completions.runAll();
            return reader.isDone();
        });
        assertThat(reader.join()).isEqualTo(new NotReached(Reason.NO_LEADER));
    }

    @Test
    void waitingReadersAreBounded() {
        for (int i = 0; i < 100; i++) {
            startReading();
        }
        assertThat(read().join()).isEqualTo(new NotReached(Reason.OVERLOADED));
    }

    @Test
    void closingAnswersAllReadersAlsoThoseOfARoundUnderWay() {
        CompletableFuture<ReadPoint> underWay = read();
        startReading();
        CompletableFuture<ReadPoint> waiting = read();
        coalescer.close(Reason.STOPPING);
        completions.runAll();
        assertThat(waiting.join()).isEqualTo(new NotReached(Reason.STOPPING));
        answer(0, new NotReached(Reason.TIMED_OUT));
        assertThat(underWay).isDone();
        assertThat(read().join()).isEqualTo(new NotReached(Reason.STOPPING));
    }
}
