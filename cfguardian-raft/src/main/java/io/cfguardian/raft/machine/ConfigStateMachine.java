package io.cfguardian.raft.machine;

import io.cfguardian.domain.decide.Transition;
import io.cfguardian.raft.codec.Codec;
import io.cfguardian.raft.consensus.LogEntry;
import io.cfguardian.raft.consensus.ReplicatedState;
import io.cfguardian.raft.store.Application;
import io.cfguardian.raft.store.RocksStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Applies the log: decides each command on what the ones before it left, writes the effects of a run of entries and the index
 * they reach as one, then tells who waits for a revision. Confined to the apply thread but for {@link #appliedIndex}.
 */
final class ConfigStateMachine implements ReplicatedState {

    private final RocksStore store;
    private final RevisionWaiters waiters;

    ConfigStateMachine(RocksStore store, RevisionWaiters waiters) {
        this.store = store;
        this.waiters = waiters;
    }

    @Override
    public long appliedIndex() {
        return store.position().index();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException naming the entry, when a command cannot be read or decided or its effects cannot be
     *     written; then nothing of the whole run was
     */
    @Override
    public List<List<byte[]>> apply(List<LogEntry> entries) {
        List<List<byte[]>> answers = new ArrayList<>(entries.size());
        LogEntry last = entries.getLast();
        try (Application application = store.begin()) {
            for (LogEntry entry : entries) {
                // A replayed entry changes nothing, and nobody waits for its answers.
                answers.add(entry.index() > appliedIndex() ? apply(entry, application) : List.of());
            }
            if (last.index() > appliedIndex()) {
                application.commit(last.index(), last.term());
            }
        }
        waiters.advance(store.position().head().revision());
        return answers;
    }

    @Override
    public void checkpoint(Path directory) {
        store.checkpoint(directory);
    }

    @Override
    public void restore(Path directory) {
        store.restore(directory);
        waiters.advance(store.position().head().revision());
    }

    private static List<byte[]> apply(LogEntry entry, Application application) {
        List<byte[]> answers = new ArrayList<>(entry.commands().size());
        for (byte[] command : entry.commands()) {
            try {
                answers.add(
                        Codec.ANSWER.encode(Transition.step(application, application, Codec.ENVELOPE.decode(command))));
            } catch (RuntimeException e) {
                throw new IllegalStateException(
                        "command %d of the log entry %d of term %d cannot be applied"
                                .formatted(answers.size() + 1, entry.index(), entry.term()),
                        e);
            }
        }
        return answers;
    }
}
