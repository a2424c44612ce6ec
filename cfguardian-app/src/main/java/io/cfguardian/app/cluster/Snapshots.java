package io.cfguardian.app.cluster;

import java.time.Duration;

/** Snapshots of the Raft log of this node, each of which lets the log before it go. Used by many threads. */
@FunctionalInterface
public interface Snapshots {

    /** What became of a snapshot that was asked for. */
    sealed interface Snapshot {

        /**
         * It is saved, or the last one has everything already.
         *
         * @param node the id of the node that took it
         */
        record Saved(String node) implements Snapshot {}

        /** None was saved in time: another one is under way, or the disk is nearly full. The node has logged why. */
        enum NotSaved implements Snapshot {
            NOT_SAVED
        }
    }

    /** Has this node take one now, and waits until it is saved. */
    Snapshot take(Duration timeout);
}
