package io.cfguardian.raft.consensus;

import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.closure.ReadIndexClosure;
import com.alipay.sofa.jraft.error.RaftError;
import io.cfguardian.raft.consensus.Leadership.Role;
import io.cfguardian.raft.consensus.ReadPoint.NotReached;
import io.cfguardian.raft.consensus.ReadPoint.Reached;
import io.cfguardian.raft.consensus.ReadPoint.Reason;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Read index rounds through JRaft. */
record JraftReadIndex(Node node, LeadershipView leadership, ConsensusCounts counts) implements ReadIndexSource {

    private static final byte[] NO_CONTEXT = new byte[0];

    @Override
    public void startRound(Consumer<ReadPoint> answer) {
        counts.readRoundBegan();
        begin(point -> {
            if (point instanceof NotReached) {
                counts.readRoundFailed();
            }
            answer.accept(point);
        });
    }

    private void begin(Consumer<ReadPoint> answer) {
        Role role = leadership.current().role();
        if (role != Role.LEADER && role != Role.FOLLOWER) {
            // also keeps a cluster of one from reading before its first entry of the term: JRaft does not check that
            // there
            answer.accept(new NotReached(Reason.NO_LEADER));
            return;
        }
        try {
            node.readIndex(NO_CONTEXT, new ReadIndexClosure() {
                @Override
                public void run(Status status, long index, byte @Nullable [] context) {
                    answer.accept(
                            status.isOk()
                                    ? new Reached(index)
                                    : new NotReached(
                                            status.getRaftError() == RaftError.EPERM
                                                    ? Reason.NO_LEADER
                                                    : Reason.TIMED_OUT));
                }
            });
        } catch (IllegalStateException | NullPointerException stopped) {
            answer.accept(new NotReached(Reason.STOPPING));
        }
    }
}
