package io.cfguardian.raft.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.telemetry.ReplicationNumbers.Followers;
import io.cfguardian.domain.cluster.ClusterNode;
import io.cfguardian.domain.cluster.ClusterNode.Standing;
import io.cfguardian.domain.key.NodeId;
import io.cfguardian.raft.consensus.MemberAddress;
import io.cfguardian.raft.consensus.MemberStatus;
import io.cfguardian.raft.consensus.MemberStatus.Replication;
import io.cfguardian.raft.consensus.MemberStatus.Self;
import io.cfguardian.raft.consensus.MemberStatus.Vote;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RaftNumbersTest {

    private static MemberStatus member(int port, Self self, OptionalLong lastLogIndex, Replication replication) {
        return new MemberStatus(address(port), self, Vote.VOTER, OptionalLong.of(0), lastLogIndex, replication);
    }

    private static MemberAddress address(int port) {
        return new MemberAddress("127.0.0.1", port);
    }

    private static Map<MemberAddress, ClusterNode> named(int... ports) {
        Map<MemberAddress, ClusterNode> names = new TreeMap<>();
        for (int port : ports) {
            names.put(
                    address(port),
                    ClusterNode.founder(
                            new NodeId("node-" + port),
                            address(port).toString(),
                            "127.0.0.1:" + (8080 + port),
                            Standing.VOTER));
        }
        return names;
    }

    private static final MemberStatus LEADER =
            member(1, Self.THIS_NODE, OptionalLong.of(100), Replication.NOT_OBSERVED);

    @Test
    void theFarthestBehindIsTold() {
        List<MemberStatus> members = List.of(
                LEADER,
                member(2, Self.ANOTHER, OptionalLong.of(103), Replication.ANSWERING),
                member(3, Self.ANOTHER, OptionalLong.of(60), Replication.SILENT));
        assertThat(RaftNumbers.followers(members, named(1, 2, 3), 100))
                .isEqualTo(new Followers(1, 1, 2, 40, Map.of("node-2", 0L, "node-3", 40L)));
    }

    @Test
    void whoHasNeverBeenHeardOfLacksEverything() {
        List<MemberStatus> members =
                List.of(LEADER, member(2, Self.ANOTHER, OptionalLong.empty(), Replication.ABANDONED));
        assertThat(RaftNumbers.followers(members, named(1, 2), 100))
                .isEqualTo(new Followers(0, 1, 1, 100, Map.of("node-2", 100L)));
    }

    @Test
    void aLoneNodeHasNobodyBehind() {
        assertThat(RaftNumbers.followers(List.of(LEADER), named(1), 100))
                .isEqualTo(new Followers(0, 0, 1, 0, Map.of()));
    }

    @Test
    void aLearnerThatAnswersIsNoVoterAndOneThatIsNotRecordedHasNoName() {
        MemberStatus learner = new MemberStatus(
                address(2), Self.ANOTHER, Vote.LEARNER, OptionalLong.of(0), OptionalLong.of(30), Replication.ANSWERING);
        assertThat(RaftNumbers.followers(List.of(LEADER, learner), named(1), 100))
                .isEqualTo(new Followers(1, 0, 1, 70, Map.of()));
    }
}
