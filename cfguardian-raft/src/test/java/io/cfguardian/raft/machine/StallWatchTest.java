package io.cfguardian.raft.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.raft.codec.Report;
import io.cfguardian.raft.codec.Report.Disk;
import io.cfguardian.raft.codec.Report.Part;
import io.cfguardian.raft.consensus.Leadership;
import io.cfguardian.raft.consensus.Leadership.Role;
import io.cfguardian.raft.consensus.MemberAddress;
import io.cfguardian.raft.consensus.MemberStatus.Vote;
import io.cfguardian.raft.machine.Survey.Heard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StallWatchTest {

    private static final MemberAddress LEADER = new MemberAddress("127.0.0.1", 2);

    private long seconds;
    private long fetched;
    private final List<String> givenUp = new ArrayList<>();
    private final StallWatch watch = new StallWatch(
            Duration.ofSeconds(5), () -> Duration.ofSeconds(seconds).toNanos(), () -> fetched, givenUp::add);

    @Test
    void whoIsBehindAndStandsStillIsNotReadyAndThenGivenUp() {
        see(10, 11, 0);
        see(10, 20, 5);
        assertThat(watch.isStalled()).isFalse();
        see(10, 30, 6);
        assertThat(watch.isStalled()).isTrue();
        see(10, 40, 10);
        assertThat(givenUp).isEmpty();
        see(10, 50, 11);
        assertThat(givenUp).containsExactly("this node stands at log index 10 for 11 s while the leader is at 50");
    }

    @Test
    void whoMovesOnIsOnlySlow() {
        for (int second = 0; second < 60; second++) {
            see(10 + second / 4, 1_000, second);
        }
        assertThat(watch.isStalled()).isFalse();
        assertThat(givenUp).isEmpty();
    }

    @Test
    void whoFetchesASnapshotMovesOn() {
        for (int second = 0; second < 60; second++) {
            fetched++;
            see(10, 1_000, second);
        }
        assertThat(watch.isStalled()).isFalse();
        assertThat(givenUp).isEmpty();
    }

    @Test
    void whoHasAllThatTheLeaderHasMayStand() {
        for (int second = 0; second < 60; second++) {
            see(10, 10, second);
        }
        assertThat(watch.isStalled()).isFalse();
        assertThat(givenUp).isEmpty();
    }

    @Test
    void withoutALeaderNobodyIsBehind() {
        see(10, 20, 0);
        see(10, 20, 6);
        seconds = 20;
        watch.judge(new Survey(
                report(Part.SEEKING, 10), new Leadership(Role.SEEKING, 3, Optional.empty()), Map.of(), Vote.VOTER, 3));
        assertThat(watch.isStalled()).isFalse();
        see(10, 20, 21);
        see(10, 20, 26);
        assertThat(watch.isStalled()).isFalse();
        assertThat(givenUp).isEmpty();
    }

    private void see(long own, long leader, long atSecond) {
        seconds = atSecond;
        watch.judge(new Survey(
                report(Part.FOLLOWER, own),
                new Leadership(Role.FOLLOWER, 3, Optional.of(LEADER)),
                Map.of(LEADER, new Heard(report(Part.LEADER, leader), 0)),
                Vote.VOTER,
                3));
    }

    private static Report report(Part part, long appliedIndex) {
        return new Report(part, 3, appliedIndex, Revision.ZERO, Hash.ZERO, null, Disk.ROOM, null);
    }
}
