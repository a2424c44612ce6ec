package io.cfguardian.server.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeProcessIT {

    private static final Path NODE = Path.of("/somewhere/node-1");

    private Process process;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder("/bin/sh", "-c", "while :; do sleep 1; done", NodeProcess.mark(NODE)).start();
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void aNodeIsKnownAgainByItsNumberAndItsDirectory() {
        assertThat(NodeProcess.find("node-1", process.pid(), NODE)).isPresent();
    }

    @Test
    void anotherProcessWithTheNumberIsNotTheNode() {
        assertThat(NodeProcess.find("node-1", process.pid(), Path.of("/somewhere/node-2")))
                .isEmpty();
        assertThat(NodeProcess.find("node-1", ProcessHandle.current().pid(), NODE))
                .isEmpty();
    }

    @Test
    void aProcessThatEndedIsGone() throws InterruptedException {
        NodeProcess node = NodeProcess.find("node-1", process.pid(), NODE).orElseThrow();

        assertThat(Nodes.stop(List.of(node))).isEmpty();

        assertThat(node.isRunning()).isFalse();
        assertThat(NodeProcess.find("node-1", process.pid(), NODE)).isEmpty();
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !process.isAlive());
    }
}
