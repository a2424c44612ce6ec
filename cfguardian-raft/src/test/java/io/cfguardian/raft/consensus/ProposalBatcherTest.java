package io.cfguardian.raft.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.telemetry.Span;
import io.cfguardian.raft.consensus.ProposalResult.Answered;
import io.cfguardian.raft.consensus.ProposalResult.NotAppended;
import io.cfguardian.raft.consensus.ProposalResult.Reason;
import io.cfguardian.raft.consensus.ProposalResult.Unknown;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProposalBatcherTest {

    private static final int KIB = 1 << 10;

    private final ManualExecutor completions = new ManualExecutor();
    private final Deadlines deadlines = new Deadlines("test", completions);
    private final RecordingLog log = new RecordingLog();
    private long term = 3;

    private record Appended(List<byte[]> commands, long term, EntryLog.Outcome outcome) {
        void apply(long index) {
            outcome.applied(
                    index,
                    commands.stream().map(command -> new byte[] {command[0]}).toList(),
                    System.nanoTime());
        }
    }

    private static final class RecordingLog implements EntryLog {
        private final List<Appended> entries = new ArrayList<>();

        @Override
        public void append(ByteBuffer entry, long expectedTerm, Outcome outcome) {
            entries.add(new Appended(CommandBatch.decode(entry), expectedTerm, outcome));
        }
    }

    private ProposalBatcher batcher(ConsensusSettings.Limits limits) {
        return new ProposalBatcher(limits, log, () -> term, deadlines, completions);
    }

    private ProposalBatcher batcher() {
        return batcher(ConsensusSettings.Limits.defaults());
    }

    private static CompletableFuture<ProposalResult> propose(ProposalBatcher batcher, int name, int bytes) {
        byte[] command = new byte[bytes];
        command[0] = (byte) name;
        return batcher.propose(command, Deadlines.after(Duration.ofMinutes(1)), Span.NONE);
    }

    private static void start(ProposalBatcher batcher, int name, int bytes) {
        var unused = propose(batcher, name, bytes);
    }

    @AfterEach
    void stopClock() {
        deadlines.close();
    }

    @Test
    void firstCommandGoesAtOnceAndAlone() {
        start(batcher(), 1, 10);
        assertThat(log.entries).hasSize(1);
        assertThat(log.entries.getFirst().term()).isEqualTo(3);
        assertThat(log.entries.getFirst().commands()).hasSize(1);
    }

    @Test
    void commandsThatArriveWhileThePipelineIsFullShareTheNextEntryInOrder() {
        ProposalBatcher batcher = batcher();
        List<CompletableFuture<ProposalResult>> results = new ArrayList<>();
        int all = ProposalBatcher.PIPELINE_DEPTH + 5;
        for (int i = 0; i < all; i++) {
            results.add(propose(batcher, i, 10));
        }
        assertThat(log.entries).hasSize(ProposalBatcher.PIPELINE_DEPTH);

        log.entries.getFirst().apply(100);
        completions.runAll();

        assertThat(log.entries).hasSize(ProposalBatcher.PIPELINE_DEPTH + 1);
        assertThat(log.entries.getLast().commands()).hasSize(5);
        log.entries.getLast().apply(104);
        completions.runAll();
        for (int i = ProposalBatcher.PIPELINE_DEPTH; i < all; i++) {
            Answered answered = (Answered) results.get(i).join();
            assertThat(answered.index()).isEqualTo(104);
            assertThat(answered.answer()).containsExactly(i);
        }
    }

    @Test
    void entryIsNotFilledBeyondItsLimitButTakesOneLargeCommand() {
        ProposalBatcher batcher = batcher(new ConsensusSettings.Limits(100 * KIB, 4 * KIB, 1L << 20, 100, 10));
        for (int i = 0; i < ProposalBatcher.PIPELINE_DEPTH; i++) {
            start(batcher, i, 10);
        }
        start(batcher, 20, 3 * KIB);
        start(batcher, 21, 3 * KIB);
        start(batcher, 22, 50 * KIB);
        for (int i = 0; i < 3; i++) {
            log.entries.get(i).apply(i + 1);
            completions.runAll();
        }
        assertThat(log.entries.subList(ProposalBatcher.PIPELINE_DEPTH, log.entries.size()))
                .extracting(entry -> entry.commands().size())
                .containsExactly(1, 1, 1);
    }

    @Test
    void bytesInFlightAreBoundedAndGivenBack() {
        ProposalBatcher batcher = batcher(new ConsensusSettings.Limits(10 * KIB, 4 * KIB, 20 * KIB, 100, 10));
        CompletableFuture<ProposalResult> first = propose(batcher, 1, 10 * KIB);
        start(batcher, 2, 10 * KIB);
        assertThat(propose(batcher, 3, 10).join()).isEqualTo(new NotAppended(Reason.OVERLOADED));

        log.entries.getFirst().apply(1);
        completions.runAll();
        assertThat(first.join()).isInstanceOf(Answered.class);
        assertThat(propose(batcher, 4, 10)).isNotCompleted();
    }

    @Test
    void countInFlightIsBounded() {
        ProposalBatcher batcher = batcher(new ConsensusSettings.Limits(10 * KIB, 4 * KIB, 20 * KIB, 2, 10));
        start(batcher, 1, 10);
        start(batcher, 2, 10);
        assertThat(propose(batcher, 3, 10).join()).isEqualTo(new NotAppended(Reason.OVERLOADED));
    }

    @Test
    void commandAboveTheLimitIsRefused() {
        ProposalBatcher batcher = batcher(new ConsensusSettings.Limits(10 * KIB, 4 * KIB, 20 * KIB, 2, 10));
        assertThat(propose(batcher, 1, 10 * KIB + 1).join()).isEqualTo(new NotAppended(Reason.TOO_LARGE));
        assertThat(log.entries).isEmpty();
    }

    @Test
    void deadlineOfACommandInAnEntryIsUnknownAndOfAQueuedOneNotAppended() {
        ProposalBatcher batcher = batcher();
        List<CompletableFuture<ProposalResult>> results = new ArrayList<>();
        long now = System.nanoTime();
        for (int i = 0; i <= ProposalBatcher.PIPELINE_DEPTH; i++) {
            results.add(batcher.propose(new byte[] {1}, now, Span.NONE));
        }
        LocalCluster.await("the deadlines", () -> {
            completions.runAll();
            return results.stream().allMatch(CompletableFuture::isDone);
        });
        assertThat(results.getFirst().join()).isInstanceOf(Unknown.class);
        assertThat(results.getLast().join()).isEqualTo(new NotAppended(Reason.OVERLOADED));

        // what is still in the log keeps its place in the limits until its outcome is known
        assertThat(batcher.isIdle()).isFalse();
        log.entries.forEach(entry -> entry.apply(1));
        completions.runAll();
        assertThat(batcher.isIdle()).isTrue();
        assertThat(log.entries).hasSize(ProposalBatcher.PIPELINE_DEPTH);
    }

    @Test
    void lossOfLeadershipRefusesWhatIsQueued() {
        ProposalBatcher batcher = batcher();
        List<CompletableFuture<ProposalResult>> results = new ArrayList<>();
        for (int i = 0; i <= ProposalBatcher.PIPELINE_DEPTH; i++) {
            results.add(propose(batcher, i, 10));
        }
        term = ProposalBatcher.NOT_LEADING;
        log.entries.getFirst().outcome().failed(new Unknown("stepped down"));
        completions.runAll();
        assertThat(results.getFirst().join()).isEqualTo(new Unknown("stepped down"));
        assertThat(results.getLast().join()).isEqualTo(new NotAppended(Reason.NOT_LEADER));
    }

    @Test
    void secondOutcomeOfAnEntryChangesNothing() {
        ProposalBatcher batcher = batcher();
        CompletableFuture<ProposalResult> result = propose(batcher, 1, 10);
        log.entries.getFirst().apply(7);
        log.entries.getFirst().outcome().failed(new Unknown("again"));
        completions.runAll();
        assertThat(result.join()).isInstanceOf(Answered.class);
        assertThat(batcher.isIdle()).isTrue();
    }
}
