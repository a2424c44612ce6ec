package io.cfguardian.raft.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.raft.consensus.ProposalResult.Answered;
import io.cfguardian.raft.consensus.ReadPoint.Reached;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three members in this JVM agree, lose each other, and come back. */
@Timeout(60)
final class ConsensusClusterIT {

    @TempDir
    Path root = Path.of("");

    @Test
    void commandFromAnyMemberIsAppliedOnceOnAll() throws Exception {
        try (LocalCluster cluster = LocalCluster.started(root, 3, UnaryOperator.identity())) {
            long last = 0;
            for (int i = 0; i < 3; i++) {
                Answered answered = cluster.commit(i, "from-" + i);
                assertThat(ByteBuffer.wrap(answered.answer()).getInt()).isEqualTo(1);
                assertThat(answered.index()).isGreaterThan(last);
                last = answered.index();
            }
            for (LocalCluster.Member member : cluster.members()) {
                assertThat(member.node()
                                .awaitApplied(last, LocalCluster.PATIENCE)
                                .join())
                        .isInstanceOf(Reached.class);
                assertThat(member.state().counts())
                        .containsOnlyKeys("from-0", "from-1", "from-2")
                        .allSatisfy((id, count) -> assertThat(count).isEqualTo(1));
            }
        }
    }

    @Test
    void readPointSeesWhatWasAcknowledgedBeforeOnEveryMember() throws Exception {
        try (LocalCluster cluster = LocalCluster.started(root, 3, UnaryOperator.identity())) {
            for (int round = 0; round < 30; round++) {
                String id = "w" + round;
                cluster.commit(round % 3, id);
                for (LocalCluster.Member member : cluster.members()) {
                    ReadPoint point =
                            member.node().readIndex(LocalCluster.PATIENCE).join();
                    assertThat(point).isInstanceOf(Reached.class);
                    assertThat(member.state().count(id)).as(id).isEqualTo(1);
                }
            }
        }
    }
}
