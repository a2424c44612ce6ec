package io.cfguardian.server.cluster;

import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.cluster.ProcessCluster;
import java.time.Duration;

/** How soon a node says that it is not ready after something happened to its disk. */
final class OutOfService {

    /** On a machine of its own it is less than one; tests share theirs with other processes. */
    private static final Duration AFTER_MAX = Duration.ofSeconds(5);

    private static final Duration POLL = Duration.ofMillis(10);

    private OutOfService() {}

    /** Waits for it, and prints how long it took. */
    static void awaitIt(ProcessCluster cluster, int node, String what, long beganNanos) {
        await("it is not ready")
                .atMost(AFTER_MAX)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .until(() -> cluster.client(node)
                        .tryGet("/ready")
                        .filter(reply -> reply.status() == 200)
                        .isEmpty());
        System.out.printf("%s: out of service after %d ms%n", what, (System.nanoTime() - beganNanos) / 1_000_000);
    }
}
