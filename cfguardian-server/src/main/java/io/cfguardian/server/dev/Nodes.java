package io.cfguardian.server.dev;

import java.time.Duration;
import java.util.List;

/** Stops processes of nodes. */
final class Nodes {

    /** More than a node takes for an orderly stop, see {@link NodeSettings}. */
    private static final Duration ORDERLY = Duration.ofSeconds(15);

    private static final Duration AFTER_KILL = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private Nodes() {}

    /**
     * Asks all to stop, ends those that have not after 15 seconds, and returns when none runs any more.
     *
     * @return those that had to be ended
     */
    static List<NodeProcess> stop(List<NodeProcess> processes) throws InterruptedException {
        processes.forEach(NodeProcess::terminate);
        awaitEnd(processes, ORDERLY);
        List<NodeProcess> stubborn =
                processes.stream().filter(NodeProcess::isRunning).toList();
        stubborn.forEach(NodeProcess::kill);
        awaitEnd(stubborn, AFTER_KILL);
        return stubborn;
    }

    private static void awaitEnd(List<NodeProcess> processes, Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        while (processes.stream().anyMatch(NodeProcess::isRunning) && System.nanoTime() - deadline < 0) {
            Thread.sleep(LOOK_AGAIN);
        }
    }
}
