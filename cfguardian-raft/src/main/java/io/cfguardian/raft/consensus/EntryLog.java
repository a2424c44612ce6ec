package io.cfguardian.raft.consensus;

import java.nio.ByteBuffer;
import java.util.List;

/** Where a leader appends entries. */
interface EntryLog {

    /**
     * Appends an entry if this node still leads in the term. Does not block and does not throw; the outcome is told once, on
     * any thread, perhaps before this returns.
     */
    void append(ByteBuffer entry, long expectedTerm, Outcome outcome);

    /** What became of an entry. Implementations do not block, do not throw, and tolerate being told twice. */
    interface Outcome {
        /**
         * It was committed and applied.
         *
         * @param committedNanos by {@link System#nanoTime}, when applying it began
         */
        void applied(long index, List<byte[]> answers, long committedNanos);

        /** {@link ProposalResult.NotAppended} or {@link ProposalResult.Unknown}, for all its commands. */
        void failed(ProposalResult result);
    }
}
