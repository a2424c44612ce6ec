package io.cfguardian.raft.machine;

import static io.cfguardian.raft.machine.LocalNodes.LONG;
import static io.cfguardian.raft.machine.LocalNodes.createProject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.app.telemetry.UpkeepNumbers.Chain;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.decide.Transition;
import io.cfguardian.raft.store.Application;
import io.cfguardian.raft.store.Position;
import io.cfguardian.raft.store.RocksStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that decided one entry otherwise than the others, as a fault of its memory or its release would have it. */
class ChainWatchIT {

    @TempDir
    private Path directory;

    @Test
    void aNodeWhoseChainDiffersTakesItselfOutOfService() throws Exception {
        try (LocalNodes nodes = LocalNodes.start(3, directory)) {
            nodes.get(0).proposals().propose(createProject("before"), LONG);
            await().atMost(LONG).untilAsserted(() -> {
                Chain well = nodes.get(0).upkeepNumbers().chain();
                assertThat(well.agreed()).isPositive();
                assertThat(well.differed()).isZero();
                assertThat(well.lastAgreement()).isNotNull();
            });
            int wrong = (nodes.leader() + 1) % 3;
            nodes.get(wrong).close();
            decideOtherwise(nodes.settings(wrong));
            RaftNode restarted = nodes.restart(wrong);
            nodes.get(0 == wrong ? 1 : 0).proposals().propose(createProject("after"), LONG);

            await().atMost(LONG).until(() -> nodes.failure(wrong).isPresent());
            assertThat(nodes.failure(wrong).orElseThrow().reason())
                    .startsWith("the chain of this node differs from that of ");
            assertThat(restarted.upkeepNumbers().chain().differed()).isPositive();
            assertThat(restarted.cluster().obstacles())
                    .anySatisfy(obstacle ->
                            assertThat(obstacle).startsWith("the node has failed: the chain of this node differs"));
            nodes.forgive(wrong);
            for (int right = 0; right < 3; right++) {
                if (right != wrong) {
                    assertThat(nodes.get(right)
                                    .proposals()
                                    .propose(createProject("still-" + right), LONG)
                                    .outcome())
                            .isInstanceOf(Committed.class);
                }
            }
        }
    }

    private static void decideOtherwise(RaftNodeSettings settings) {
        try (RocksStore store = RocksStore.open(settings.store(), failure -> {
            throw new AssertionError(failure);
        })) {
            Position position = store.position();
            try (Application application = store.begin()) {
                Transition.step(application, application, createProject("only-here"));
                application.commit(position.index() + 1, position.term());
            }
        }
    }
}
