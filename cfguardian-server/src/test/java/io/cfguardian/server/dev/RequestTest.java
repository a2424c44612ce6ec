package io.cfguardian.server.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestTest {

    private static final Plan KNOWN = Plan.of(8080, List.of(20_001, 20_002, 20_003));

    @TempDir
    Path temporary;

    private DevDirectory directory;

    @BeforeEach
    void open() throws IOException {
        directory = DevDirectory.open(temporary);
    }

    @Test
    void aNewClusterHasThreeNodesOnPortsInARow() {
        Plan plan = request(null, null).newPlan();

        assertThat(plan.nodes()).extracting(Plan.Node::id).containsExactly("node-1", "node-2", "node-3");
        assertThat(plan.nodes()).extracting(Plan.Node::http).containsExactly(8080, 8081, 8082);
        assertThat(plan.nodes()).extracting(Plan.Node::raft).doesNotHaveDuplicates();
    }

    @Test
    void aRaftPortIsNeverOneOfTheHttpPorts() {
        assertThat(Ports.pick(7, port -> port % 2 == 0)).hasSize(7).allMatch(port -> port % 2 == 1);
    }

    @Test
    void anOldClusterStaysAsItIsWhenNothingIsAsked() {
        assertThat(request(null, null).fitted(KNOWN, directory)).isEqualTo(KNOWN);
    }

    @Test
    void httpPortsMoveButRaftPortsStay() {
        Plan moved = request(3, 9000).fitted(KNOWN, directory);

        assertThat(moved.nodes()).extracting(Plan.Node::http).containsExactly(9000, 9001, 9002);
        assertThat(moved.nodes()).extracting(Plan.Node::raft).containsExactly(20_001, 20_002, 20_003);
    }

    @Test
    void anotherNumberOfNodesIsRefused() {
        assertThatThrownBy(() -> request(5, null).fitted(KNOWN, directory))
                .isInstanceOf(DevFailure.class)
                .hasMessageContaining("holds a cluster of 3, not of 5");
    }

    @Test
    void numbersBeyondBoundsAreRefused() {
        assertThatThrownBy(() -> request(0, null)).hasMessage("--nodes is 0, expected 1 to 7");
        assertThatThrownBy(() -> request(8, null)).hasMessage("--nodes is 8, expected 1 to 7");
        assertThatThrownBy(() -> request(3, 65_534).newPlan())
                .hasMessage("--http-port is 65534, expected 1 to 65533 for 3 nodes");
    }

    private static Request request(@Nullable Integer nodes, @Nullable Integer httpPort) {
        return new Request(
                nodes == null ? OptionalInt.empty() : OptionalInt.of(nodes),
                httpPort == null ? OptionalInt.empty() : OptionalInt.of(httpPort));
    }
}
