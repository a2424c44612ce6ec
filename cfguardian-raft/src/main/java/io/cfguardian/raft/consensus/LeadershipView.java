package io.cfguardian.raft.consensus;

import io.cfguardian.raft.consensus.Leadership.Role;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The node's knowledge of who leads, written by Raft's callbacks and read by everyone without ever touching JRaft's own lock,
 * which is held during slow connects and elections. Thread-safe.
 */
final class LeadershipView {

    private final MemberAddress self;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Leadership current = Leadership.seeking(0);

    LeadershipView(MemberAddress self) {
        this.self = self;
    }

    Leadership current() {
        return current;
    }

    /** The term in which this node leads, or {@link ProposalBatcher#NOT_LEADING}. */
    long leadingTerm() {
        Leadership now = current;
        return now.role() == Role.LEADER ? now.term() : ProposalBatcher.NOT_LEADING;
    }

    void leading(long term) {
        become(new Leadership(Role.LEADER, term, Optional.of(self)));
    }

    void following(MemberAddress leader, long term) {
        become(new Leadership(Role.FOLLOWER, term, Optional.of(leader)));
    }

    void seeking() {
        become(Leadership.seeking(current.term()));
    }

    /** For good: whatever comes later changes nothing. */
    void out() {
        become(new Leadership(Role.OUT, current.term(), Optional.empty()));
    }

    /** Waits until the leadership is not the given one any more, or the deadline has come; returns what it is then. */
    Leadership awaitChangeFrom(Leadership seen, long deadlineNanos) throws InterruptedException {
        lock.lock();
        try {
            long left = Deadlines.nanosLeft(deadlineNanos);
            while (current.equals(seen) && left > 0) {
                left = changed.awaitNanos(Math.min(left, TimeUnit.DAYS.toNanos(1)));
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    private void become(Leadership next) {
        lock.lock();
        try {
            if (current.role() != Role.OUT) {
                current = next;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
