package io.cfguardian.raft.consensus;

/**
 * Told once when a node fails for good. From then on the node refuses everything; the process should report itself not ready
 * and exit non-zero, so that its supervisor restarts it.
 */
@FunctionalInterface
public interface FatalListener {

    /** Called on any thread, before the failure can be seen in any result. Must not block and must not close the node. */
    void onFatal(FatalFailure failure);
}
