package io.cfguardian.server.node;

import io.cfguardian.raft.consensus.FatalFailure;
import io.cfguardian.server.ExitCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a node that can no longer be trusted, or is needed no more. Nothing is closed in order, because nothing that is still in memory
 * may reach the disk or another node.
 */
final class FatalStop {

    private static final Logger LOG = LoggerFactory.getLogger(FatalStop.class);

    private FatalStop() {}

    /** Logs why and ends the process; returns at once. */
    static void now(FatalFailure failure) {
        LOG.error(
                "this node can no longer be trusted and stops: log index {}, term {}: {}",
                failure.index(),
                failure.term(),
                failure.reason(),
                failure.cause().orElse(null));
        halt(ExitCode.FATAL);
    }

    /** Ends the process of a node that belongs to its cluster no more; returns at once. */
    static void removed() {
        LOG.error(
                "this node was removed from its cluster and stops; to have it back, empty its data directory, start it with cluster.join and add it");
        halt(ExitCode.REMOVED);
    }

    private static void halt(int code) {
        // Lines are written as they are logged, so none is lost. The caller must not be blocked by the JVM's last
        // steps.
        Thread.ofPlatform().name("fatal-stop").start(() -> Runtime.getRuntime().halt(code));
    }
}
