package io.cfguardian.raft.consensus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the log's entries do: the state that every member builds from the same entries in the same order.
 *
 * <p>All methods but {@link #appliedIndex()} are called by one thread only, the apply thread. Anything thrown from any of
 * them is fatal: the node stops, because skipping an entry would make this member differ from the others.
 */
public interface ReplicatedState {

    /**
     * The index of the last entry whose effects this state holds, 0 for none. Entries at or below it are never offered
     * again. It is written with the entry's effects, in one atomic write; after a crash it may be lower than it was before,
     * since the log brings the missing entries again. May be called by any thread.
     */
    long appliedIndex();

    /**
     * Applies a run of committed entries in order, as one atomic write together with the new applied index.
     *
     * @param entries at least one, with growing indexes, all above {@link #appliedIndex()}
     * @return for each entry one answer per command, in order; an answer goes to whoever proposed the command, if that was
     *     on this node, and is otherwise dropped
     */
    List<List<byte[]>> apply(List<LogEntry> entries) throws Exception;

    /**
     * Saves a consistent copy of the state into a directory that does not exist yet; its parent does. Must be quick, since
     * nothing is applied meanwhile: a RocksDB checkpoint, not a dump. Need not fsync; the caller does.
     */
    void checkpoint(Path directory) throws IOException;

    /**
     * Replaces the whole state by the copy in a directory, whose files have been verified. The files belong to the snapshot:
     * they must not be changed or moved, and only those that are never changed in place may be hard-linked.
     * When this returns, {@link #appliedIndex()} is that of the copy, and the state is durable.
     */
    void restore(Path directory) throws IOException;
}
