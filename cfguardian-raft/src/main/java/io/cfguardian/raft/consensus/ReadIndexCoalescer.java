package io.cfguardian.raft.consensus;

import io.cfguardian.raft.consensus.ReadPoint.NotReached;
import io.cfguardian.raft.consensus.ReadPoint.Reached;
import io.cfguardian.raft.consensus.ReadPoint.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Lets any number of readers share few read index rounds.
 *
 * <p>Invariant: a reader is served by a round that started after the reader came, never by one that was already under way: the
 * index of an older round may miss a write that was acknowledged before the reader came. With at most
 * {@link #ROUNDS_MAX} rounds under way, those who come meanwhile wait together for the next.
 *
 * <p>A failed round (no leader, a leader without an entry of its own term yet, a lost message) is repeated after a short pause,
 * until each reader's own deadline. Thread-safe.
 */
final class ReadIndexCoalescer {

    static final int ROUNDS_MAX = 2;

    private static final Duration PAUSE_LEAST = Duration.ofMillis(5);
    private static final Duration PAUSE_MOST = Duration.ofMillis(25);

    private final ReadIndexSource source;
    private final int readersMax;
    private final Deadlines deadlines;
    private final Executor completions;
    private List<Reader> waiting = new ArrayList<>();
    private int readers;
    private int roundsUnderWay;
    private boolean pausing;
    private @Nullable Reason closed;

    ReadIndexCoalescer(ReadIndexSource source, int readersMax, Deadlines deadlines, Executor completions) {
        this.source = source;
        this.readersMax = readersMax;
        this.deadlines = deadlines;
        this.completions = completions;
    }

    /** Always completes, by the deadline at the latest, and never exceptionally. */
    CompletableFuture<ReadPoint> read(long deadlineNanos) {
        Reader reader = new Reader();
        synchronized (this) {
            if (closed != null) {
                return CompletableFuture.completedFuture(new NotReached(closed));
            }
            if (readers >= readersMax) {
                return CompletableFuture.completedFuture(new NotReached(Reason.OVERLOADED));
            }
            readers++;
            waiting.add(reader);
        }
        Deadlines.Due timer = deadlines.at(deadlineNanos, () -> drop(reader));
        var unused = reader.result.whenComplete((settled, impossible) -> {
            timer.cancel();
            synchronized (this) {
                readers--;
            }
        });
        startRound();
        return reader.result;
    }

    /** Answers all readers, now and later, that no read can be served. */
    void close(Reason reason) {
        List<Reader> left;
        synchronized (this) {
            closed = reason;
            left = waiting;
            waiting = new ArrayList<>();
        }
        completions.execute(() -> left.forEach(reader -> reader.result.complete(new NotReached(reason))));
    }

    private void drop(Reader reader) {
        synchronized (this) {
            waiting.remove(reader);
        }
        reader.result.complete(new NotReached(reader.lastFailure));
    }

    private void startRound() {
        List<Reader> served;
        synchronized (this) {
            if (waiting.isEmpty() || pausing || roundsUnderWay >= ROUNDS_MAX) {
                return;
            }
            served = waiting;
            waiting = new ArrayList<>();
            roundsUnderWay++;
        }
        AtomicBoolean answered = new AtomicBoolean();
        source.startRound(point -> {
            if (answered.compareAndSet(false, true)) {
                completions.execute(() -> finishRound(served, point));
            }
        });
    }

    private void finishRound(List<Reader> served, ReadPoint point) {
        boolean pause = false;
        synchronized (this) {
            roundsUnderWay--;
            if (point instanceof NotReached failure && closed == null) {
                for (Reader reader : served) {
                    reader.lastFailure = failure.reason();
                    if (!reader.result.isDone()) {
                        waiting.add(reader);
                    }
                }
                pause = !pausing && !waiting.isEmpty();
                pausing = pausing || pause;
            }
        }
        if (point instanceof Reached || isClosed()) {
            served.forEach(reader -> reader.result.complete(point));
        }
        if (pause) {
            deadlines.at(System.nanoTime() + Deadlines.jitterNanos(PAUSE_LEAST, PAUSE_MOST), this::resume);
        } else {
            startRound();
        }
    }

    private void resume() {
        synchronized (this) {
            pausing = false;
        }
        startRound();
    }

    private synchronized boolean isClosed() {
        return closed != null;
    }

    private static final class Reader {
        private final CompletableFuture<ReadPoint> result = new CompletableFuture<>();
        private volatile Reason lastFailure = Reason.TIMED_OUT;
    }
}
