package io.cfguardian.raft.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.error.RaftError;
import io.cfguardian.raft.consensus.ProposalResult.NotAppended;
import io.cfguardian.raft.consensus.ProposalResult.Reason;
import io.cfguardian.raft.consensus.ProposalResult.Unknown;
import org.junit.jupiter.api.Test;

final class JraftLogTest {

    private static ProposalResult result(RaftError error, String text) {
        return JraftLog.resultOf(new Status(error, "%s", text));
    }

    @Test
    void whatJraftRefusedIsNotAppended() {
        assertThat(result(RaftError.EPERM, "Is not leader.")).isEqualTo(new NotAppended(Reason.NOT_LEADER));
        assertThat(result(RaftError.EPERM, "expected_term=3 doesn't match current_term=4"))
                .isEqualTo(new NotAppended(Reason.NOT_LEADER));
        assertThat(result(RaftError.EBUSY, "Is transferring leadership."))
                .isEqualTo(new NotAppended(Reason.NOT_LEADER));
        assertThat(result(RaftError.EINTERNAL, "Fail to append task.")).isEqualTo(new NotAppended(Reason.NOT_LEADER));
        assertThat(result(RaftError.EBUSY, "Node is busy, has too many tasks, queue is full and bufferSize=8"))
                .isEqualTo(new NotAppended(Reason.OVERLOADED));
        assertThat(result(RaftError.ENODESHUTDOWN, "Node is shutting down."))
                .isEqualTo(new NotAppended(Reason.STOPPING));
    }

    @Test
    void whatALeaderHadAppendedWhenItSteppedDownIsUnknown() {
        assertThat(result(RaftError.EPERM, "Leader stepped down")).isInstanceOf(Unknown.class);
    }

    @Test
    void whatIsNotRecognisedIsUnknown() {
        assertThat(result(RaftError.EPERM, "a text of another release")).isInstanceOf(Unknown.class);
        assertThat(result(RaftError.EINTERNAL, "anything")).isInstanceOf(Unknown.class);
        assertThat(result(RaftError.ESTATEMACHINE, "anything")).isInstanceOf(Unknown.class);
        assertThat(result(RaftError.EIO, "anything")).isInstanceOf(Unknown.class);
    }
}
