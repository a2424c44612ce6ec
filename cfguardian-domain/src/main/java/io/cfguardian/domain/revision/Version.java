package io.cfguardian.domain.revision;

/**
 * The count of one document's changes: 1, 2, 3 … A delete is a version too, and a document created again goes on
 * counting, so a version is never used twice for one id.
 *
 * @param value 1 or more
 */
public record Version(long value) implements Comparable<Version> {

    /** The first version of a document. */
    public static final Version FIRST = new Version(1);

    public Version {
        if (value < 1) {
            throw new IllegalArgumentException("a version is 1 or more, got " + value);
        }
    }

    /** The version after this one. */
    public Version next() {
        return new Version(value + 1);
    }

    @Override
    public int compareTo(Version other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
