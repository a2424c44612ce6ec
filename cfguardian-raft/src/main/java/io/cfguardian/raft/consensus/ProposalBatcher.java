package io.cfguardian.raft.consensus;

import io.cfguardian.app.telemetry.Span;
import io.cfguardian.raft.consensus.ProposalResult.Answered;
import io.cfguardian.raft.consensus.ProposalResult.NotAppended;
import io.cfguardian.raft.consensus.ProposalResult.Reason;
import io.cfguardian.raft.consensus.ProposalResult.Unknown;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Puts the commands proposed to a leader into log entries: the first at once in an entry of its own; while
 * {@link #PIPELINE_DEPTH} entries are under way, those that arrive are gathered and share the next. So an idle cluster adds no
 * delay, and a busy one pays for an entry (closure, ballot, key, message) once for many commands. Thread-safe.
 */
final class ProposalBatcher {

    /** Enough to keep disk and network busy at the same time; more would only make smaller entries. */
    static final int PIPELINE_DEPTH = 4;

    /** Bounds how long one entry can hold up the apply thread when commands are tiny. */
    static final int COMMANDS_PER_ENTRY_MAX = 1_024;

    static final long NOT_LEADING = -1;

    private final ConsensusSettings.Limits limits;
    private final EntryLog log;
    private final LongSupplier leadingTerm;
    private final Deadlines deadlines;
    private final Executor completions;
    private final AdmissionGate gate;
    private final ArrayDeque<Proposal> queue = new ArrayDeque<>();
    private int entriesUnderWay;

    /**
     * @param leadingTerm the term in which this node leads, or {@link #NOT_LEADING}
     * @param completions where results are completed, so that no caller's code runs on the apply thread
     */
    ProposalBatcher(
            ConsensusSettings.Limits limits,
            EntryLog log,
            LongSupplier leadingTerm,
            Deadlines deadlines,
            Executor completions) {
        this.limits = limits;
        this.log = log;
        this.leadingTerm = leadingTerm;
        this.deadlines = deadlines;
        this.completions = completions;
        this.gate = new AdmissionGate(limits.inFlightBytesMax(), limits.inFlightCountMax());
    }

    /** Always completes, by the deadline at the latest, and never exceptionally. */
    CompletableFuture<ProposalResult> propose(byte[] command, long deadlineNanos, Span span) {
        if (command.length > limits.commandBytesMax()) {
            return settled(Reason.TOO_LARGE);
        }
        if (leadingTerm.getAsLong() == NOT_LEADING) {
            return settled(Reason.NOT_LEADER);
        }
        if (!gate.tryEnter(command.length)) {
            return settled(Reason.OVERLOADED);
        }
        Proposal proposal = new Proposal(command, deadlineNanos, span);
        Deadlines.Due timer = deadlines.at(deadlineNanos, proposal::deadlinePassed);
        var unused = proposal.result().whenComplete((settled, impossible) -> timer.cancel());
        synchronized (queue) {
            queue.add(proposal);
        }
        appendWhatMayGo();
        return proposal.result();
    }

    /** Whether every admitted command's entry has had its outcome. */
    boolean isIdle() {
        return gate.isEmpty();
    }

    AdmissionGate gate() {
        return gate;
    }

    static CompletableFuture<ProposalResult> settled(Reason reason) {
        return CompletableFuture.completedFuture(new NotAppended(reason));
    }

    private void appendWhatMayGo() {
        while (true) {
            List<Proposal> entry;
            synchronized (queue) {
                if (entriesUnderWay >= PIPELINE_DEPTH) {
                    return;
                }
                entry = takeEntry();
                if (entry.isEmpty()) {
                    return;
                }
                entriesUnderWay++;
            }
            append(entry);
        }
    }

    /** Takes commands for one entry; at least one if there is one, however large. */
    private List<Proposal> takeEntry() {
        List<Proposal> entry = new ArrayList<>();
        long bytes = CommandBatch.HEADER_BYTES;
        while (!queue.isEmpty() && entry.size() < COMMANDS_PER_ENTRY_MAX) {
            Proposal next = queue.element();
            long withNext = bytes + CommandBatch.PER_COMMAND_BYTES + next.command().length;
            if (!entry.isEmpty() && withNext > limits.entryBytesMax()) {
                break;
            }
            queue.remove();
            if (next.handOver()) {
                entry.add(next);
                bytes = withNext;
            } else {
                gate.leave(next.command().length);
            }
        }
        return entry;
    }

    private void append(List<Proposal> entry) {
        EntryUnderWay outcome = new EntryUnderWay(entry);
        long term = leadingTerm.getAsLong();
        if (term == NOT_LEADING) {
            outcome.failed(new NotAppended(Reason.NOT_LEADER));
            return;
        }
        log.append(CommandBatch.encode(entry.stream().map(Proposal::command).toList()), term, outcome);
    }

    private final class EntryUnderWay implements EntryLog.Outcome {
        private final List<Proposal> proposals;
        private final AtomicBoolean over = new AtomicBoolean();
        private final long appendedNanos = System.nanoTime();

        EntryUnderWay(List<Proposal> proposals) {
            this.proposals = proposals;
        }

        @Override
        public void applied(long index, List<byte[]> answers, long committedNanos) {
            long appliedNanos = System.nanoTime();
            if (answers.size() != proposals.size()) {
                failed(new Unknown(
                        "entry " + index + " has " + answers.size() + " answers to " + proposals.size() + " commands"));
                return;
            }
            finish(() -> {
                for (int i = 0; i < answers.size(); i++) {
                    proposals.get(i).trace(index, appendedNanos, committedNanos, appliedNanos);
                    proposals.get(i).settle(new Answered(index, answers.get(i)));
                }
            });
        }

        @Override
        public void failed(ProposalResult result) {
            finish(() -> proposals.forEach(proposal -> proposal.settle(result)));
        }

        private void finish(Runnable settleAll) {
            if (!over.compareAndSet(false, true)) {
                return;
            }
            for (Proposal proposal : proposals) {
                gate.leave(proposal.command().length);
            }
            synchronized (queue) {
                entriesUnderWay--;
            }
            completions.execute(settleAll);
            // not here: this may be the apply thread, or a caller's stack that is already in the loop
            completions.execute(ProposalBatcher.this::appendWhatMayGo);
        }
    }
}
