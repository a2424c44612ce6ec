package io.cfguardian.raft.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.telemetry.ReplicationNumbers.Followers;
import io.cfguardian.raft.consensus.MemberAddress;
import io.cfguardian.raft.consensus.MemberStatus;
import io.cfguardian.raft.consensus.MemberStatus.Replication;
import io.cfguardian.raft.consensus.MemberStatus.Self;
import io.cfguardian.raft.consensus.MemberStatus.Vote;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RaftNumbersTest {

    private static MemberStatus member(int port, Self self, OptionalLong lastLogIndex, Replication replication) {
        return new MemberStatus(
                new MemberAddress("127.0.0.1", port), self, Vote.VOTER, OptionalLong.of(0), lastLogIndex, replication);
    }

    private static final MemberStatus LEADER =
            member(1, Self.THIS_NODE, OptionalLong.of(100), Replication.NOT_OBSERVED);

    @Test
    void theFarthestBehindIsTold() {
        List<MemberStatus> members = List.of(
                LEADER,
                member(2, Self.ANOTHER, OptionalLong.of(103), Replication.ANSWERING),
                member(3, Self.ANOTHER, OptionalLong.of(60), Replication.SILENT));
        assertThat(RaftNumbers.followers(members, 100)).isEqualTo(new Followers(1, 1, 40));
    }

    @Test
    void whoHasNeverBeenHeardOfLacksEverything() {
        List<MemberStatus> members =
                List.of(LEADER, member(2, Self.ANOTHER, OptionalLong.empty(), Replication.ABANDONED));
        assertThat(RaftNumbers.followers(members, 100)).isEqualTo(new Followers(0, 1, 100));
    }

    @Test
    void aLoneNodeHasNobodyBehind() {
        assertThat(RaftNumbers.followers(List.of(LEADER), 100)).isEqualTo(new Followers(0, 0, 0));
    }
}
