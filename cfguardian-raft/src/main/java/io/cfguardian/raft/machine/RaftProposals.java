package io.cfguardian.raft.machine;

import io.cfguardian.app.replica.Proposals;
import io.cfguardian.app.replica.ReplicationFailure.NoQuorum;
import io.cfguardian.app.replica.ReplicationFailure.NoRoom;
import io.cfguardian.app.replica.ReplicationFailure.OutcomeUnknown;
import io.cfguardian.app.replica.ReplicationFailure.Overloaded;
import io.cfguardian.app.telemetry.CurrentSpan;
import io.cfguardian.app.telemetry.Span;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.decide.Answer;
import io.cfguardian.raft.codec.Codec;
import io.cfguardian.raft.consensus.ConsensusNode;
import io.cfguardian.raft.consensus.ProposalResult;
import io.cfguardian.raft.consensus.ProposalResult.Answered;
import io.cfguardian.raft.consensus.ProposalResult.NotAppended;
import io.cfguardian.raft.consensus.ProposalResult.Unknown;
import io.cfguardian.raft.consensus.ReadPoint;
import io.cfguardian.raft.consensus.ReadPoint.NotReached;
import io.cfguardian.raft.consensus.ReadPoint.Reached;
import java.time.Duration;
import java.util.Optional;

/** Proposals through the node's consensus. */
final class RaftProposals implements Proposals {

    private final ConsensusNode consensus;
    private final ClusterRoom room;

    RaftProposals(ConsensusNode consensus, ClusterRoom room) {
        this.consensus = consensus;
        this.room = room;
    }

    @Override
    public Answer propose(Envelope envelope, Duration timeout) {
        if (room.refuses(envelope.command())) {
            throw new NoRoom("the disks of the cluster have too little room");
        }
        try (Span span = CurrentSpan.get().child("raft.propose", Span.Kind.INTERNAL)) {
            return propose(envelope, timeout, span);
        }
    }

    private Answer propose(Envelope envelope, Duration timeout, Span span) {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        byte[] command = Codec.ENVELOPE.encode(envelope);
        Optional<ProposalResult> result = Settled.result(consensus.propose(command, timeout, span));
        if (result.isEmpty()) {
            span.failed("interrupted");
            throw new OutcomeUnknown("the wait for the answer was interrupted");
        }
        result.get().failure().ifPresent(span::failed);
        return switch (result.get()) {
            case Answered(long index, byte[] answer) -> {
                try (Span wait = span.child("raft.catch_up", Span.Kind.INTERNAL)) {
                    wait.put("cfguardian.raft.index", index);
                    awaitHere(index, Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())), wait);
                }
                yield Codec.ANSWER.decode(answer);
            }
            case NotAppended(ProposalResult.Reason reason) -> throw notWritten(reason, command.length, timeout);
            case Unknown(String reason) -> throw new OutcomeUnknown(reason);
        };
    }

    /** The answer may come from the leader, before this node has applied the entry. */
    private void awaitHere(long index, Duration timeout, Span wait) {
        Optional<ReadPoint> point = Settled.result(consensus.awaitApplied(index, timeout));
        boolean here = point.isPresent()
                && switch (point.get()) {
                    case Reached ignored -> true;
                    case NotReached ignored -> false;
                };
        if (!here) {
            wait.failed("not_reached");
            throw new OutcomeUnknown("the command was decided, but this node has not applied it in time");
        }
    }

    private static RuntimeException notWritten(ProposalResult.Reason reason, int bytes, Duration timeout) {
        return switch (reason) {
            case NO_LEADER -> new NoQuorum("no leader was reached within " + timeout.toMillis() + " ms");
            case NOT_LEADER -> new NoQuorum("no leader took the command within " + timeout.toMillis() + " ms");
            case OVERLOADED -> new Overloaded("too many commands are in flight");
            case STOPPING -> new NoQuorum("this node is stopping");
            case FAILED -> new NoQuorum("this node has failed");
            // The limits on documents keep commands well below it.
            case TOO_LARGE ->
                new IllegalStateException("a command of " + bytes + " bytes is larger than the log takes");
        };
    }
}
