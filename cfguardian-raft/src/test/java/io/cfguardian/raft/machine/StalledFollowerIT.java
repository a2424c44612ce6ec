package io.cfguardian.raft.machine;

import static io.cfguardian.raft.machine.LocalNodes.LONG;
import static io.cfguardian.raft.machine.LocalNodes.createProject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A follower that answers its leader and applies nothing. */
class StalledFollowerIT {

    @TempDir
    private Path directory;

    @Test
    void aFollowerThatStandsStillIsNotReadyThenGivenUpAndCatchesUpAfterARestart() throws Exception {
        try (LocalNodes nodes = LocalNodes.start(3, directory)) {
            int leader = nodes.leader();
            int follower = (leader + 1) % 3;
            nodes.state(follower).stop();
            nodes.get(leader).proposals().propose(createProject("one"), LONG);

            await().atMost(LONG)
                    .until(() -> nodes.get(follower)
                            .cluster()
                            .obstacles()
                            .contains("the node is behind the leader and does not move on"));
            await().atMost(LONG).until(() -> nodes.failure(follower).isPresent());
            assertThat(nodes.failure(follower).orElseThrow().reason()).startsWith("this node stands at log index ");
            for (int other = 0; other < 3; other++) {
                if (other != follower) {
                    assertThat(nodes.failure(other)).isEmpty();
                    nodes.get(other).proposals().propose(createProject("by-" + other), LONG);
                }
            }

            nodes.forgive(follower);
            nodes.state(follower).resume();
            nodes.get(follower).close();
            RaftNode restarted = nodes.restart(follower);
            LocalNodes.awaitReady(restarted);
            assertThat(LocalNodes.hasProject(restarted, "by-" + leader)).isTrue();
        }
    }
}
