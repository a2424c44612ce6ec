package io.cfguardian.raft.machine;

import io.cfguardian.domain.revision.Revision;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a revision. The apply thread only notes the new revision and nudges one thread, which wakes the waiters: however
 * many there are, applying costs the same. Several revisions in quick succession wake them once. Thread-safe.
 */
final class RevisionWaiters implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();
    private volatile Revision reached;
    private volatile boolean closed;
    private volatile @Nullable Thread waker;

    private RevisionWaiters(Revision reached) {
        this.reached = reached;
    }

    static RevisionWaiters start(Revision reached) {
        RevisionWaiters waiters = new RevisionWaiters(reached);
        waiters.waker = Thread.ofVirtual().name("revision-waker").start(waiters::wakeOnAdvance);
        return waiters;
    }

    /** Called by the apply thread alone; takes no lock. */
    void advance(Revision revision) {
        reached = revision;
        LockSupport.unpark(waker);
    }

    /** The last revision told. */
    Revision reached() {
        return reached;
    }

    /**
     * Waits until {@code wanted} is reached, {@code timeout} is over or this is closed.
     *
     * @return the last revision, which may be before {@code wanted}
     */
    Revision await(Revision wanted, Duration timeout) throws InterruptedException {
        if (!wanted.isAfter(reached)) {
            return reached;
        }
        long nanosLeft = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (wanted.isAfter(reached) && !closed && nanosLeft > 0) {
                nanosLeft = advanced.awaitNanos(nanosLeft);
            }
            return reached;
        } finally {
            lock.unlock();
        }
    }

    /** Lets everybody go. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(waker);
    }

    private void wakeOnAdvance() {
        Revision told = Revision.ZERO;
        while (!closed) {
            Revision now = reached;
            if (now.equals(told)) {
                LockSupport.park(this);
            } else {
                told = now;
                wakeAll();
            }
        }
        wakeAll();
    }

    private void wakeAll() {
        lock.lock();
        try {
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
