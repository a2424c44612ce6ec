package io.cfguardian.app.projection;

/**
 * A database that holds the history. Every method throws {@link ProjectionUnavailable} when the database cannot do it, and
 * takes a bounded time. Used by many threads.
 */
public interface Projection {

    /** How far it is; {@link Checkpoint#NONE} when it is empty. Changes nothing. */
    Checkpoint checkpoint();

    /** Has leaders of terms before {@code term} write nothing any more. Makes the tables when they are missing. */
    Claim claim(String cluster, long term);

    /** What came of a claim. */
    sealed interface Claim {

        /** The leader may go on from here. */
        record Claimed(Checkpoint checkpoint) implements Claim {}

        /** A leader of a later term was here. */
        record Fenced(long term) implements Claim {}

        /** It holds the history of another cluster. */
        record Foreign(String cluster) implements Claim {}
    }

    /**
     * Takes {@code batch} and the checkpoint at its end, both or neither.
     *
     * @param from the checkpoint that the batch begins at
     * @return false when another leader claimed it, or it is not at {@code from}: nothing was taken
     */
    boolean take(long term, Checkpoint from, Batch batch);

    /** Forgets everything, so that it is filled again from the first commit; refused when it is another cluster's. */
    void clear(String cluster);
}
