package io.cfguardian.domain.key;

import java.util.Optional;

/**
 * A node's name in its cluster.
 *
 * @param value 1 to 63 characters of {@code a-z}, {@code 0-9}, {@code .}, {@code _} and {@code -}, a letter or digit first and last
 */
public record NodeId(String value) implements Subject, Comparable<NodeId> {

    /** The longest there is. */
    public static final int CHARS_MAX = 63;

    public NodeId {
        ShortName.check("node", value, CHARS_MAX);
    }

    /** The id that {@code text} is; nothing when it cannot be one. */
    public static Optional<NodeId> parse(String text) {
        return ShortName.isValid(text, CHARS_MAX) ? Optional.of(new NodeId(text)) : Optional.empty();
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
