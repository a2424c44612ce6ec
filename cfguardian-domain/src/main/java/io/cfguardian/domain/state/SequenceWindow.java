package io.cfguardian.domain.state;

/**
 * A queue of records by their sequence numbers: answers remembered for one origin of request ids, or security events.
 *
 * @param first the sequence number of the oldest that is kept
 * @param next the one the next record takes; the window is empty when both are equal
 */
public record SequenceWindow(long first, long next) {

    /** Nothing yet. */
    public static final SequenceWindow EMPTY = new SequenceWindow(0, 0);

    public SequenceWindow {
        if (first < 0 || next < first) {
            throw new IllegalArgumentException("a window is 0 <= first <= next, got " + first + " and " + next);
        }
    }

    /** How many are kept. */
    public long size() {
        return next - first;
    }

    /** The window with one more record. */
    public SequenceWindow grow() {
        return new SequenceWindow(first, next + 1);
    }

    /** The window without its oldest record. */
    public SequenceWindow shrink() {
        return new SequenceWindow(first + 1, next);
    }
}
