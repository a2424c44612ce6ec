package io.cfguardian.raft.consensus;

import io.cfguardian.raft.consensus.ReadPoint.NotReached;
import io.cfguardian.raft.consensus.ReadPoint.Reached;
import io.cfguardian.raft.consensus.ReadPoint.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** How far this node has applied the log, and who waits for it to get further. Thread-safe; {@link #current()} takes no lock. */
final class AppliedIndex {

    private final int waitersMax;
    private final Deadlines deadlines;
    private final Executor completions;
    private final TreeMap<Long, List<Waiter>> waiters = new TreeMap<>();
    private int waiting;
    private @Nullable Reason closed;
    private volatile long current;

    AppliedIndex(long initial, int waitersMax, Deadlines deadlines, Executor completions) {
        this.current = initial;
        this.waitersMax = waitersMax;
        this.deadlines = deadlines;
        this.completions = completions;
    }

    long current() {
        return current;
    }

    /** Called by the apply thread alone. A lower index than before changes nothing. */
    void advanceTo(long index) {
        List<Waiter> reached = new ArrayList<>();
        synchronized (waiters) {
            if (index <= current) {
                return;
            }
            current = index;
            var due = waiters.headMap(index, true);
            due.values().forEach(reached::addAll);
            due.clear();
        }
        complete(reached, new Reached(index));
    }

    /** Always completes, by the deadline at the latest, and never exceptionally. */
    CompletableFuture<ReadPoint> await(long index, long deadlineNanos) {
        Waiter waiter = new Waiter();
        synchronized (waiters) {
            if (current >= index) {
                return CompletableFuture.completedFuture(new Reached(current));
            }
            if (closed != null) {
                return CompletableFuture.completedFuture(new NotReached(closed));
            }
            if (waiting >= waitersMax) {
                return CompletableFuture.completedFuture(new NotReached(Reason.OVERLOADED));
            }
            waiting++;
            waiters.computeIfAbsent(index, key -> new ArrayList<>()).add(waiter);
        }
        Deadlines.Due timer = deadlines.at(deadlineNanos, () -> drop(index, waiter));
        var unused = waiter.result.whenComplete((settled, impossible) -> {
            timer.cancel();
            synchronized (waiters) {
                waiting--;
            }
        });
        return waiter.result;
    }

    void close(Reason reason) {
        List<Waiter> left = new ArrayList<>();
        synchronized (waiters) {
            closed = reason;
            waiters.values().forEach(left::addAll);
            waiters.clear();
        }
        complete(left, new NotReached(reason));
    }

    private void drop(long index, Waiter waiter) {
        synchronized (waiters) {
            waiters.computeIfPresent(index, (key, those) -> {
                those.remove(waiter);
                return those.isEmpty() ? null : those;
            });
        }
        waiter.result.complete(new NotReached(Reason.TIMED_OUT));
    }

    private void complete(List<Waiter> those, ReadPoint point) {
        if (!those.isEmpty()) {
            completions.execute(() -> those.forEach(waiter -> waiter.result.complete(point)));
        }
    }

    private static final class Waiter {
        private final CompletableFuture<ReadPoint> result = new CompletableFuture<>();
    }
}
