package io.cfguardian.raft.machine;

import io.cfguardian.raft.consensus.LogEntry;
import io.cfguardian.raft.consensus.ReplicatedState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A state whose apply thread a test can hold up, as a stuck disk or a fault would. */
final class StoppableState {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private boolean stopped;

    void stop() {
        set(true);
    }

    void resume() {
        set(false);
    }

    private void set(boolean now) {
        lock.lock();
        try {
            stopped = now;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Stands before {@code state}. */
    ReplicatedState before(ReplicatedState state) {
        return new ReplicatedState() {
            @Override
            public long appliedIndex() {
                return state.appliedIndex();
            }

            @Override
            public List<List<byte[]>> apply(List<LogEntry> entries) throws Exception {
                lock.lock();
                try {
                    while (stopped) {
                        moved.await();
                    }
                } finally {
                    lock.unlock();
                }
                return state.apply(entries);
            }

            @Override
            public void checkpoint(Path directory) throws IOException {
                state.checkpoint(directory);
            }

            @Override
            public void restore(Path directory) throws IOException {
                state.restore(directory);
            }
        };
    }
}
