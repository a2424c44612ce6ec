package io.cfguardian.raft.consensus;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Iterator;
import com.alipay.sofa.jraft.StateMachine;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.entity.LeaderChangeContext;
import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.error.RaftException;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotReader;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between JRaft and the state: gives committed entries to the state in chunks, answers who proposed them, and tells the leadership view.
 * All methods run on JRaft's one apply thread. None lets anything escape, since JRaft reacts to that with a hang, a skipped entry
 * or nothing, depending on where it happens.
 */
final class LogStateMachine implements StateMachine {

    private static final Logger LOG = LoggerFactory.getLogger(LogStateMachine.class);

    /**
     * Bounds one atomic write of the state, but for the last entry of it. Who catches up gets thousands of commands at once, which take a slow
     * machine many seconds: between two writes readers see them, and whoever watches over the node sees that it moves.
     */
    static final int CHUNK_COMMANDS_MAX = 512;

    private static final int CHUNK_ENTRIES_MAX = 512;
    private static final long CHUNK_BYTES_MAX = 4 << 20;

    private final ReplicatedState state;
    private final AppliedIndex applied;
    private final LeadershipView leadership;
    private final SnapshotKeeper snapshots;
    private final ConsensusCounts counts;
    private final Fatality fatality;

    LogStateMachine(
            ReplicatedState state,
            AppliedIndex applied,
            LeadershipView leadership,
            SnapshotKeeper snapshots,
            ConsensusCounts counts,
            Fatality fatality) {
        this.state = state;
        this.applied = applied;
        this.leadership = leadership;
        this.snapshots = snapshots;
        this.counts = counts;
        this.fatality = fatality;
    }

    /** A closure that came with an entry proposed on this node. */
    interface EntryClosure extends Closure {
        void applied(long index, List<byte[]> answers, long committedNanos);
    }

    @Override
    public void onApply(Iterator entries) {
        while (entries.hasNext()) {
            Chunk chunk = new Chunk();
            try {
                chunk.fill(entries);
                chunk.apply();
            } catch (Throwable failure) {
                // the edge: anything at all stops the node at this entry
                fatality.fail(chunk.currentIndex, chunk.currentTerm, "a committed entry cannot be applied", failure);
                entries.setErrorAndRollback(
                        chunk.taken + (entries.hasNext() ? 1 : 0),
                        new Status(RaftError.ESTATEMACHINE, "entry %d cannot be applied", chunk.currentIndex));
                return;
            }
        }
    }

    /** A run of entries that is applied as one. */
    private final class Chunk {
        private final List<LogEntry> entries = new ArrayList<>();
        private final List<Closure> closures = new ArrayList<>();
        private final long appliedBefore = state.appliedIndex();
        private int taken;
        private int commands;
        private long bytes;
        private long currentIndex;
        private long currentTerm;

        void fill(Iterator source) {
            while (source.hasNext()
                    && taken < CHUNK_ENTRIES_MAX
                    && commands < CHUNK_COMMANDS_MAX
                    && bytes < CHUNK_BYTES_MAX) {
                currentIndex = source.getIndex();
                currentTerm = source.getTerm();
                if (currentIndex > appliedBefore) {
                    ByteBuffer data = source.getData();
                    List<byte[]> batch = CommandBatch.decode(data);
                    entries.add(new LogEntry(currentIndex, currentTerm, batch));
                    commands += batch.size();
                    closures.add(source.done());
                    bytes += data.remaining();
                }
                source.next();
                taken++;
            }
        }

        void apply() throws Exception {
            if (!entries.isEmpty()) {
                long beganNanos = System.nanoTime();
                List<List<byte[]>> answers = state.apply(entries);
                check(answers);
                counts.applied(entries.size(), commands, System.nanoTime() - beganNanos);
                for (int i = 0; i < closures.size(); i++) {
                    if (closures.get(i) instanceof EntryClosure closure) {
                        closure.applied(entries.get(i).index(), answers.get(i), beganNanos);
                    }
                }
            }
            applied.advanceTo(currentIndex);
            snapshots.applied(bytes);
        }

        private void check(List<List<byte[]>> answers) {
            if (answers.size() != entries.size()) {
                throw new IllegalStateException(
                        "the state gave " + answers.size() + " lists of answers to " + entries.size() + " entries");
            }
            for (int i = 0; i < answers.size(); i++) {
                currentIndex = entries.get(i).index();
                int commands = entries.get(i).commands().size();
                if (Objects.requireNonNull(answers.get(i), "answers").size() != commands) {
                    throw new IllegalStateException(
                            "the state gave " + answers.get(i).size() + " answers to " + commands + " commands");
                }
            }
            if (state.appliedIndex() != currentIndex) {
                throw new IllegalStateException(
                        "the state says it applied " + state.appliedIndex() + ", expected " + currentIndex);
            }
        }
    }

    /** Whether a snapshot keeps entries from being applied. May be called by any thread. */
    boolean isAtSnapshot() {
        return snapshots.isBusy();
    }

    @Override
    public void onSnapshotSave(SnapshotWriter writer, Closure done) {
        snapshots.save(writer, status -> {
            if (status.isOk()) {
                counts.snapshotSaved();
            } else {
                counts.snapshotNotSaved();
            }
            done.run(status);
        });
    }

    @Override
    public boolean onSnapshotLoad(SnapshotReader reader) {
        long appliedBefore = state.appliedIndex();
        boolean loaded = snapshots.load(reader);
        if (loaded) {
            if (state.appliedIndex() > appliedBefore) {
                counts.snapshotLoaded();
            }
            applied.advanceTo(state.appliedIndex());
        }
        return loaded;
    }

    @Override
    public void onLeaderStart(long term) {
        LOG.info("leading in term {}", term);
        counts.leaderFound();
        leadership.leading(term);
    }

    @Override
    public void onLeaderStop(Status status) {
        LOG.info("not leading any more: {}", status.getErrorMsg());
        leadership.seeking();
    }

    @Override
    public void onStartFollowing(LeaderChangeContext context) {
        LOG.info("following {} in term {}", context.getLeaderId(), context.getTerm());
        counts.leaderFound();
        leadership.following(JraftOptions.addressOf(context.getLeaderId()), context.getTerm());
    }

    @Override
    public void onStopFollowing(LeaderChangeContext context) {
        leadership.seeking();
    }

    @Override
    public void onError(RaftException failure) {
        fatality.fail(applied.current(), 0, "Raft: " + failure.getStatus().getErrorMsg(), failure);
    }

    @Override
    public void onConfigurationCommitted(Configuration configuration) {
        LOG.info("members are now {}", configuration);
    }

    @Override
    public void onShutdown() {
        leadership.seeking();
    }
}
