package io.cfguardian.raft.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.decide.Transition;
import io.cfguardian.raft.codec.Codec;
import io.cfguardian.raft.consensus.LogEntry;
import io.cfguardian.raft.store.RocksStore;
import io.cfguardian.raft.store.StoreDump;
import io.cfguardian.raft.store.StoreSettings;
import io.cfguardian.testkit.generate.RandomEnvelopes;
import io.cfguardian.testkit.generate.Seed;
import io.cfguardian.testkit.state.InMemoryState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same entries give the same store, whatever runs they come in and however often it was restored on the way. */
class DeterminismIT {

    private static final int COMMANDS = 1_500;

    @TempDir
    private Path directory;

    @Test
    void runsAndRestoresLeaveNoTrace() {
        Seed.run(random -> {
            InMemoryState state = new InMemoryState();
            List<LogEntry> entries = entries(random, state);
            try (RocksStore oneByOne = open("one-by-one");
                    RocksStore inRuns = open("in-runs");
                    RocksStore restored = open("restored")) {
                List<byte[]> answers = new ArrayList<>();
                for (LogEntry entry : entries) {
                    answers.addAll(apply(oneByOne, List.of(entry)));
                }
                List<byte[]> again = new ArrayList<>();
                for (int from = 0; from < entries.size(); ) {
                    int until = Math.min(entries.size(), from + 1 + random.nextInt(40));
                    again.addAll(apply(inRuns, entries.subList(from, until)));
                    if (random.nextInt(4) == 0) {
                        Path checkpoint = directory.resolve("checkpoint-" + until);
                        inRuns.checkpoint(checkpoint);
                        (random.nextBoolean() ? inRuns : restored).restore(checkpoint);
                    }
                    from = until;
                }

                assertThat(again).usingElementComparator(Arrays::compare).isEqualTo(answers);
                assertThat(inRuns.position()).isEqualTo(oneByOne.position());
                assertThat(inRuns.position().head()).isEqualTo(state.head());
                assertThat(StoreDump.of(inRuns)).isEqualTo(StoreDump.of(oneByOne));
            }
        });
    }

    /** Meaningful commands: each is made for the state that the ones before it left. */
    private static List<LogEntry> entries(SplittableRandom random, InMemoryState state) {
        RandomEnvelopes envelopes = new RandomEnvelopes(random, state);
        List<LogEntry> entries = new ArrayList<>();
        long index = 0;
        for (int made = 0; made < COMMANDS; ) {
            // Raft's own entries take an index too.
            index += 1 + random.nextInt(2);
            List<byte[]> commands = new ArrayList<>();
            int count = 1 + random.nextInt(5);
            for (int i = 0; i < count; i++, made++) {
                Envelope envelope = envelopes.next();
                Transition.step(state, state, envelope);
                commands.add(Codec.ENVELOPE.encode(envelope));
            }
            entries.add(new LogEntry(index, 1 + index / 100, commands));
        }
        return entries;
    }

    private static List<byte[]> apply(RocksStore store, List<LogEntry> entries) {
        try (RevisionWaiters waiters =
                RevisionWaiters.start(store.position().head().revision())) {
            return new ConfigStateMachine(store, waiters)
                    .apply(entries).stream().flatMap(List::stream).toList();
        }
    }

    private RocksStore open(String name) {
        return RocksStore.open(new StoreSettings(directory.resolve(name), 1 << 20, 1 << 20), failure -> {});
    }
}
