package io.cfguardian.raft.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.Node;
import io.cfguardian.raft.consensus.ReadPoint.NotReached;
import io.cfguardian.raft.consensus.ReadPoint.Reason;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JraftReadIndexTest {

    private final List<String> calls = new ArrayList<>();
    private final Node node = (Node) Proxy.newProxyInstance(
            Node.class.getClassLoader(), new Class<?>[] {Node.class}, (proxy, method, arguments) -> {
                calls.add(method.getName());
                return null;
            });
    private final LeadershipView leadership = new LeadershipView(new MemberAddress("127.0.0.1", 7000));

    /** A new leader of a cluster of one would answer with the index it had before it replayed its log. */
    @Test
    void jraftIsNotAskedBeforeALeaderHasCommittedInItsTerm() {
        List<ReadPoint> answers = new ArrayList<>();
        JraftReadIndex source = new JraftReadIndex(node, leadership, new ConsensusCounts());
        source.startRound(answers::add);
        assertThat(answers).containsExactly(new NotReached(Reason.NO_LEADER));
        assertThat(calls).isEmpty();

        leadership.leading(3);
        source.startRound(answers::add);
        assertThat(calls).containsExactly("readIndex");
        assertThat(answers).hasSize(1);
    }
}
