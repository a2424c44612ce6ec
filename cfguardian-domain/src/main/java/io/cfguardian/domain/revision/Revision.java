package io.cfguardian.domain.revision;

/**
 * The position of a commit in the cluster's history: 1, 2, 3 … without gaps, 0 before the first commit. It orders
 * everything; no clock does. It is not Raft's log index: rejected commands and Raft's own entries take an index but no
 * revision.
 *
 * @param value 0 or more
 */
public record Revision(long value) implements Comparable<Revision> {

    /** Before the first commit. */
    public static final Revision ZERO = new Revision(0);

    public Revision {
        if (value < 0) {
            throw new IllegalArgumentException("a revision is 0 or more, got " + value);
        }
    }

    /** The revision of the commit after this one. */
    public Revision next() {
        return new Revision(value + 1);
    }

    /** Whether this is a later revision than {@code other}. */
    public boolean isAfter(Revision other) {
        return value > other.value;
    }

    @Override
    public int compareTo(Revision other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
