package io.cfguardian.raft.consensus;

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
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.QUEUED);
    private final CompletableFuture<ProposalResult> result = new CompletableFuture<>();

    Proposal(byte[] command, long deadlineNanos) {
        this.command = command;
        this.deadlineNanos = deadlineNanos;
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
