package io.cfguardian.testkit.state;

import io.cfguardian.app.replica.Proposals;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.ReplicationFailure.NoQuorum;
import io.cfguardian.app.replica.ReplicationFailure.NoRoom;
import io.cfguardian.app.replica.ReplicationFailure.NotCaughtUp;
import io.cfguardian.app.replica.ReplicationFailure.OutcomeUnknown;
import io.cfguardian.app.replica.ReplicationFailure.Overloaded;
import io.cfguardian.app.replica.View;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.decide.Answer;
import io.cfguardian.domain.decide.Transition;
import io.cfguardian.domain.revision.Revision;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of one node without a log: a proposal is decided at once. It fails as a real one does when told to. Used by
 * many threads; one lock guards everything.
 */
public final class InMemoryReplica implements Replica, Proposals {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition applied = lock.newCondition();
    private final InMemoryState state = new InMemoryState();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final Deque<Runnable> interpositions = new ArrayDeque<>();
    private @Nullable View snapshot;
    private boolean leaderLost;

    /** What can become of a proposal instead of an answer. */
    public enum Fault {
        /** No leader: {@link NoQuorum}, nothing written. */
        NO_LEADER,
        /** The queue is full: {@link Overloaded}, nothing written. */
        OVERLOADED,
        /** The disks are full: {@link NoRoom}, nothing written. */
        NO_ROOM,
        /** The answer is lost: {@link OutcomeUnknown}, and the command was decided. */
        UNKNOWN_APPLIED,
        /** The proposal is lost: {@link OutcomeUnknown}, nothing written. */
        UNKNOWN_NOT_APPLIED
    }

    /** Lets the proposal after those already told to fail in this way. */
    public void failNext(Fault fault) {
        locked(() -> faults.add(fault));
    }

    /**
     * Runs {@code write} just before the next proposal is decided, so that what its use case had read may have changed.
     * Several run one for each proposal, in order.
     */
    public void beforeNextProposal(Runnable write) {
        locked(() -> interpositions.add(write));
    }

    /** From now on there is no leader: proposals and linearizable reads fail, stale reads do not. */
    public void loseLeader() {
        locked(() -> leaderLost = true);
    }

    /** There is a leader again. */
    public void electLeader() {
        locked(() -> leaderLost = false);
    }

    @Override
    public Answer propose(Envelope envelope, Duration timeout) {
        Runnable interposition = next(interpositions);
        if (interposition != null) {
            interposition.run();
        }
        lock.lock();
        try {
            Fault fault = leaderLost ? Fault.NO_LEADER : next(faults);
            return switch (fault) {
                case null -> apply(envelope);
                case NO_LEADER -> throw new NoQuorum("no leader, as the test asked");
                case OVERLOADED -> throw new Overloaded("queue full, as the test asked");
                case NO_ROOM -> throw new NoRoom("no room, as the test asked");
                case UNKNOWN_APPLIED -> {
                    apply(envelope);
                    throw new OutcomeUnknown("answer lost, as the test asked");
                }
                case UNKNOWN_NOT_APPLIED -> throw new OutcomeUnknown("proposal lost, as the test asked");
            };
        } finally {
            lock.unlock();
        }
    }

    @Override
    public View view() {
        lock.lock();
        try {
            View current = snapshot;
            if (current == null) {
                current = state.view();
                snapshot = current;
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void awaitLinearizable(Duration timeout) {
        lock.lock();
        try {
            if (leaderLost) {
                throw new NoQuorum("no leader, as the test asked");
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void awaitRevision(Revision revision, Duration timeout) {
        try {
            Revision reached = awaitAtLeast(revision, timeout);
            if (revision.isAfter(reached)) {
                throw new NotCaughtUp(revision, reached);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotCaughtUp(revision, view().head().revision());
        }
    }

    @Override
    public Revision awaitAfter(Revision seen, Duration timeout) throws InterruptedException {
        return awaitAtLeast(seen.next(), timeout);
    }

    private Revision awaitAtLeast(Revision wanted, Duration timeout) throws InterruptedException {
        long remainingNanos = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (wanted.isAfter(state.head().revision()) && remainingNanos > 0) {
                remainingNanos = applied.awaitNanos(remainingNanos);
            }
            return state.head().revision();
        } finally {
            lock.unlock();
        }
    }

    private Answer apply(Envelope envelope) {
        Answer answer = Transition.step(state, state, envelope);
        snapshot = null;
        applied.signalAll();
        return answer;
    }

    private <T> @Nullable T next(Deque<T> queue) {
        lock.lock();
        try {
            return queue.poll();
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
