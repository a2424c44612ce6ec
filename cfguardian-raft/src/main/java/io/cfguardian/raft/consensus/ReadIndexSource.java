package io.cfguardian.raft.consensus;

import java.util.function.Consumer;

/** Where read points come from: one round asks the leader, which asks a majority whether it still leads. */
@FunctionalInterface
interface ReadIndexSource {

    /**
     * Starts a round. It is answered once, on any thread, perhaps before this returns, when this node has applied the index, or
     * when the round failed and may be tried again.
     */
    void startRound(Consumer<ReadPoint> answer);
}
