package io.cfguardian.raft.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.raft.consensus.Leadership.Role;
import io.cfguardian.testkit.cluster.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaderLossTest {

    private final List<MemberAddress> gone = new ArrayList<>();

    @Test
    void aLeaderWhosePortRefusesHasEnded() {
        MemberAddress leader = nobody();
        follower(leader).channelClosed(leader.toString());
        assertThat(gone).containsExactly(leader);
    }

    @Test
    void aLeaderWhosePortAnswersHasNot() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            MemberAddress leader = member(socket.getLocalPort());
            follower(leader).channelClosed(leader.toString());
        }
        assertThat(gone).isEmpty();
    }

    @Test
    void whoDoesNotLeadMayGo() {
        MemberAddress leader = nobody();
        follower(leader).channelClosed(nobody().toString());
        assertThat(gone).isEmpty();
    }

    @Test
    void whoSeeksALeaderGoesOn() {
        MemberAddress leader = nobody();
        new LeaderLoss(() -> Leadership.seeking(3), gone::add, Runnable::run).channelClosed(leader.toString());
        assertThat(gone).isEmpty();
    }

    private LeaderLoss follower(MemberAddress leader) {
        return new LeaderLoss(() -> new Leadership(Role.FOLLOWER, 3, Optional.of(leader)), gone::add, Runnable::run);
    }

    private static MemberAddress member(int port) {
        return new MemberAddress("127.0.0.1", port);
    }

    private static MemberAddress nobody() {
        return member(Ports.pick(1).getFirst());
    }
}
