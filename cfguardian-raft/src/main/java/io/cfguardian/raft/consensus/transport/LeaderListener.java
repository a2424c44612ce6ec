package io.cfguardian.raft.consensus.transport;

/** Told of each replication message that reaches this node. Called by Raft's threads, at any time by several. */
@FunctionalInterface
public interface LeaderListener {

    /**
     * Must not block.
     *
     * @param member who sent it
     * @param nanos when it came, by {@link System#nanoTime()}
     * @param committedIndex how far the sender knows the log to be committed
     */
    void heard(String member, long nanos, long committedIndex);
}
