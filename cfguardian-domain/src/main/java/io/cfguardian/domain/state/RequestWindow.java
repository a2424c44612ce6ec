package io.cfguardian.domain.state;

/**
 * The answers remembered for one origin of request ids, by the order in which they were given.
 *
 * @param first the sequence number of the oldest that is kept
 * @param next the one the next answer takes; the window is empty when both are equal
 */
public record RequestWindow(long first, long next) {

    /** Nothing remembered yet. */
    public static final RequestWindow EMPTY = new RequestWindow(0, 0);

    public RequestWindow {
        if (first < 0 || next < first) {
            throw new IllegalArgumentException("a window is 0 <= first <= next, got " + first + " and " + next);
        }
    }

    /** How many answers are kept. */
    public long size() {
        return next - first;
    }

    /** The window with one more answer. */
    public RequestWindow grow() {
        return new RequestWindow(first, next + 1);
    }

    /** The window without its oldest answer. */
    public RequestWindow shrink() {
        return new RequestWindow(first + 1, next);
    }
}
