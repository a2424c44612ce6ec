package io.cfguardian.raft.consensus;

import io.cfguardian.app.telemetry.Span;
import io.cfguardian.raft.consensus.ProposalResult.NotAppended;
import io.cfguardian.raft.consensus.ProposalResult.Reason;
import io.cfguardian.raft.consensus.ProposalResult.Unknown;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** A command on its way through the leader's batcher. Settled once, by its entry's outcome or by its deadline. Thread-safe. */
final class Proposal {

    private enum Stage {
        QUEUED,
        HANDED_OVER,
        SETTLED
    }

    private final byte[] command;
    private final long deadlineNanos;
    private final Span span;
    private final long queuedNanos;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.QUEUED);
    private final CompletableFuture<ProposalResult> result = new CompletableFuture<>();

    /** @param span what the leader does for it is a part of */
    Proposal(byte[] command, long deadlineNanos, Span span) {
        this.command = command;
        this.deadlineNanos = deadlineNanos;
        this.span = span;
        this.queuedNanos = span.isRecorded() ? System.nanoTime() : 0;
    }

    byte[] command() {
        return command;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    CompletableFuture<ProposalResult> result() {
        return result;
    }

    /** Claims the proposal for an entry; false if its deadline came first. */
    boolean handOver() {
        return stage.compareAndSet(Stage.QUEUED, Stage.HANDED_OVER);
    }

    /** Records what its time went to, each by {@link System#nanoTime}. */
    void trace(long index, long appendedNanos, long committedNanos, long appliedNanos) {
        if (span.isRecorded()) {
            span.put("cfguardian.raft.index", index);
            span.took("raft.queue", queuedNanos, appendedNanos);
            span.took("raft.commit", appendedNanos, committedNanos);
            span.took("raft.apply", committedNanos, appliedNanos);
        }
    }

    void settle(ProposalResult outcome) {
        if (stage.getAndSet(Stage.SETTLED) != Stage.SETTLED) {
            result.complete(outcome);
        }
    }

    /** Still queued, it is in no log and is taken out; in an entry already, nobody knows. */
    void deadlinePassed() {
        if (stage.compareAndSet(Stage.QUEUED, Stage.SETTLED)) {
            result.complete(new NotAppended(Reason.OVERLOADED));
        } else {
            settle(new Unknown("no outcome before the deadline"));
        }
    }
}
