package io.cfguardian.raft.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Iterator;
import com.alipay.sofa.jraft.Status;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** In which portions committed entries reach the state. */
class LogStateMachineTest {

    private final Counting state = new Counting();

    @Test
    void whoCatchesUpAppliesABoundedPortionAtOnce() {
        apply(entries(1_000, 9));

        assertThat(state.indexes)
                .isEqualTo(IntStream.rangeClosed(1, 1_000).boxed().toList());
        assertThat(state.commandsAtOnce)
                .hasSizeGreaterThan(15)
                .allMatch(commands -> commands < LogStateMachine.CHUNK_COMMANDS_MAX + 9);
    }

    @Test
    void entriesOfOneCommandGoTogether() {
        apply(entries(1_000, 1));

        assertThat(state.commandsAtOnce).hasSizeLessThan(4);
    }

    @Test
    void anEntryIsNeverParted() {
        int many = LogStateMachine.CHUNK_COMMANDS_MAX * 3;
        apply(entries(2, many));

        assertThat(state.commandsAtOnce).containsExactly(many, many);
    }

    private void apply(List<ByteBuffer> entries) {
        try (Deadlines deadlines = new Deadlines("test", Runnable::run)) {
            Fatality fatality = new Fatality(
                    failure -> {
                        throw new AssertionError(failure.reason());
                    },
                    () -> {});
            new LogStateMachine(
                            state,
                            new AppliedIndex(0, 1, deadlines, Runnable::run),
                            new LeadershipView(new MemberAddress("127.0.0.1", 1)),
                            new SnapshotKeeper(state, Long.MAX_VALUE, Runnable::run, () -> {}, fatality),
                            new ConsensusCounts(),
                            fatality)
                    .onApply(new Committed(entries));
        }
        assertThat(state.appliedIndex()).isEqualTo(entries.size());
    }

    private static List<ByteBuffer> entries(int count, int commands) {
        return IntStream.range(0, count)
                .mapToObj(i -> CommandBatch.encode(Collections.nCopies(commands, new byte[] {1})))
                .toList();
    }

    private static final class Counting implements ReplicatedState {
        private final List<Integer> commandsAtOnce = new ArrayList<>();
        private final List<Integer> indexes = new ArrayList<>();

        @Override
        public long appliedIndex() {
            return indexes.size();
        }

        @Override
        public List<List<byte[]>> apply(List<LogEntry> entries) {
            commandsAtOnce.add(
                    entries.stream().mapToInt(entry -> entry.commands().size()).sum());
            entries.forEach(entry -> indexes.add((int) entry.index()));
            return entries.stream().map(LogEntry::commands).toList();
        }

        @Override
        public void checkpoint(Path directory) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void restore(Path directory) {
            throw new UnsupportedOperationException();
        }
    }

    /** Entries as JRaft gives them, from index 1. */
    private static final class Committed implements Iterator {
        private final List<ByteBuffer> entries;
        private int position;

        Committed(List<ByteBuffer> entries) {
            this.entries = entries;
        }

        @Override
        public boolean hasNext() {
            return position < entries.size();
        }

        @Override
        public ByteBuffer next() {
            position++;
            return entries.get(position - 1);
        }

        @Override
        public ByteBuffer getData() {
            return entries.get(position);
        }

        @Override
        public long getIndex() {
            return position + 1L;
        }

        @Override
        public long getTerm() {
            return 1;
        }

        @Override
        public @Nullable Closure done() {
            return null;
        }

        @Override
        public boolean commit() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setAutoCommitPerLog(boolean autoCommit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void commitAndSnapshotSync(Closure done) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setErrorAndRollback(long entryCount, Status status) {
            throw new AssertionError(status.getErrorMsg());
        }
    }
}
