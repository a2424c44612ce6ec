package io.cfguardian.raft.consensus.transport;

/** Told of each replication message that reaches this node, and when no more can come. Called at any time by several threads. Must not block. */
public interface LeaderListener {

    /**
     * A message, perhaps empty.
     *
     * @param member who sent it
     * @param nanos when it came, by {@link System#nanoTime()}
     * @param committedIndex how far the sender knows the log to be committed
     */
    void heard(String member, long nanos, long committedIndex);

    /** A channel is closed by which {@code member} has sent such messages. */
    void closed(String member);
}
