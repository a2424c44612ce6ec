package io.cfguardian.raft.consensus;

import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.entity.Task;
import com.alipay.sofa.jraft.error.OverloadException;
import io.cfguardian.raft.consensus.ProposalResult.NotAppended;
import io.cfguardian.raft.consensus.ProposalResult.Reason;
import io.cfguardian.raft.consensus.ProposalResult.Unknown;
import java.nio.ByteBuffer;
import java.util.List;

/** Appends entries through JRaft, and translates what JRaft says became of them. */
record JraftLog(Node node) implements EntryLog {

    @Override
    public void append(ByteBuffer entry, long expectedTerm, Outcome outcome) {
        try {
            node.apply(new Task(entry, new Entry(outcome), expectedTerm));
        } catch (IllegalStateException | NullPointerException stopped) {
            // a node that is shut down says so by either; nothing was queued
            outcome.failed(new NotAppended(Reason.STOPPING));
        } catch (OverloadException full) {
            outcome.failed(new NotAppended(Reason.OVERLOADED));
        }
    }

    /**
     * Whether an entry that failed with a status may be in a log. JRaft has few codes and tells cases apart by text; what is not
     * recognised here is unknown, which is always true.
     */
    static ProposalResult resultOf(Status status) {
        String text = status.getErrorMsg() == null ? "" : status.getErrorMsg();
        return switch (status.getRaftError()) {
            case EPERM ->
                text.startsWith("Is not leader") || text.startsWith("expected_term")
                        ? new NotAppended(Reason.NOT_LEADER)
                        // "Leader stepped down": it was appended here, and the next leader decides
                        : new Unknown(text);
            case EBUSY ->
                text.startsWith("Is transferring leadership")
                        ? new NotAppended(Reason.NOT_LEADER)
                        : new NotAppended(Reason.OVERLOADED);
            // the ballot box refused the entry before it reached the log
            case EINTERNAL ->
                text.startsWith("Fail to append task") ? new NotAppended(Reason.NOT_LEADER) : new Unknown(text);
            case ENODESHUTDOWN -> new NotAppended(Reason.STOPPING);
            default -> new Unknown(text);
        };
    }

    private record Entry(Outcome outcome) implements LogStateMachine.EntryClosure {
        @Override
        public void applied(long index, List<byte[]> answers, long committedNanos) {
            outcome.applied(index, answers, committedNanos);
        }

        /** JRaft calls this for failures only: {@link LogStateMachine} answers what was applied. */
        @Override
        public void run(Status status) {
            outcome.failed(status.isOk() ? new Unknown("JRaft ended an entry without applying it") : resultOf(status));
        }
    }
}
