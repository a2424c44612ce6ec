package io.cfguardian.raft.machine;

import static io.cfguardian.testkit.example.Examples.project;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.raft.codec.Report;
import io.cfguardian.raft.codec.Report.Disk;
import io.cfguardian.raft.codec.Report.Part;
import io.cfguardian.raft.consensus.Leadership;
import io.cfguardian.raft.consensus.Leadership.Role;
import io.cfguardian.raft.consensus.MemberAddress;
import io.cfguardian.raft.consensus.MemberStatus.Vote;
import io.cfguardian.raft.machine.Survey.Heard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClusterRoomTest {

    private static final MemberAddress SELF = new MemberAddress("127.0.0.1", 1);
    private static final MemberAddress SECOND = new MemberAddress("127.0.0.1", 2);
    private static final MemberAddress THIRD = new MemberAddress("127.0.0.1", 3);
    private static final Command GROWING = new Command.CreateProject(project("p"), "");
    private static final Command SHRINKING = new Command.DeleteProject(project("p"));

    private final List<MemberAddress> handed = new ArrayList<>();
    private final ClusterRoom room = new ClusterRoom(handed::add);

    @Test
    void aFollowersFullDiskAloneStopsNobody() {
        room.judge(leading(Disk.ROOM, Map.of(SECOND, follower(Disk.LOW, 9), THIRD, follower(Disk.ROOM, 9))));
        assertThat(room.refuses(GROWING)).isFalse();
        assertThat(handed).isEmpty();

        room.judge(following(SECOND, Disk.LOW, Map.of(SECOND, leader(Disk.ROOM), THIRD, follower(Disk.ROOM, 9))));
        assertThat(room.refuses(GROWING)).isFalse();
        assertThat(handed).isEmpty();
    }

    @Test
    void aLeaderWithoutRoomRefusesDataAndHandsOverToTheFurthestThatHasRoom() {
        room.judge(leading(Disk.LOW, Map.of(SECOND, follower(Disk.ROOM, 9), THIRD, follower(Disk.ROOM, 10))));
        assertThat(room.refuses(GROWING)).isTrue();
        assertThat(room.isFull()).isTrue();
        assertThat(room.refuses(SHRINKING)).isFalse();
        assertThat(handed).containsExactly(THIRD);
        room.judge(leading(Disk.LOW, Map.of(SECOND, follower(Disk.ROOM, 9), THIRD, follower(Disk.ROOM, 10))));
        assertThat(handed).as("not again so soon").hasSize(1);

        room.judge(following(THIRD, Disk.LOW, Map.of(SECOND, follower(Disk.ROOM, 9), THIRD, leader(Disk.ROOM))));
        assertThat(room.refuses(GROWING)).isFalse();
        assertThat(room.isFull()).isFalse();
    }

    @Test
    void leadershipIsNotHandedToAMemberWithoutRoomOrWithoutALeader() {
        room.judge(leading(Disk.LOW, Map.of(SECOND, follower(Disk.LOW, 9), THIRD, report(Part.SEEKING, Disk.ROOM, 9))));
        assertThat(handed).isEmpty();
    }

    @Test
    void followersRefuseForALeaderWithoutRoom() {
        room.judge(following(SECOND, Disk.ROOM, Map.of(SECOND, leader(Disk.LOW), THIRD, follower(Disk.ROOM, 9))));
        assertThat(room.refuses(GROWING)).isTrue();
    }

    @Test
    void dataIsRefusedWhenThoseWithRoomAreNoMajority() {
        room.judge(leading(Disk.ROOM, Map.of(SECOND, follower(Disk.LOW, 9), THIRD, follower(Disk.LOW, 9))));
        assertThat(room.refuses(GROWING)).isTrue();
        room.judge(leading(Disk.ROOM, Map.of(SECOND, follower(Disk.LOW, 9))));
        assertThat(room.refuses(GROWING)).as("the third is away").isTrue();
        room.judge(leading(Disk.ROOM, Map.of(SECOND, follower(Disk.ROOM, 9))));
        assertThat(room.refuses(GROWING)).as("data is taken again").isFalse();
    }

    @Test
    void membersThatAreAwayDoNotFillADisk() {
        room.judge(leading(Disk.ROOM, Map.of()));
        assertThat(room.refuses(GROWING)).isFalse();
    }

    private static Survey leading(Disk own, Map<MemberAddress, Report> others) {
        return survey(new Leadership(Role.LEADER, 3, Optional.of(SELF)), report(Part.LEADER, own, 10), others);
    }

    private static Survey following(MemberAddress leader, Disk own, Map<MemberAddress, Report> others) {
        return survey(new Leadership(Role.FOLLOWER, 3, Optional.of(leader)), follower(own, 10), others);
    }

    private static Survey survey(Leadership leadership, Report own, Map<MemberAddress, Report> others) {
        Map<MemberAddress, Heard> heard = new TreeMap<>();
        others.forEach((member, report) -> heard.put(member, new Heard(report, 0)));
        return new Survey(own, leadership, heard, Vote.VOTER, 3);
    }

    private static Report leader(Disk disk) {
        return report(Part.LEADER, disk, 10);
    }

    private static Report follower(Disk disk, long appliedIndex) {
        return report(Part.FOLLOWER, disk, appliedIndex);
    }

    private static Report report(Part part, Disk disk, long appliedIndex) {
        return new Report(part, 3, appliedIndex, Revision.ZERO, Hash.ZERO, null, disk, null);
    }
}
