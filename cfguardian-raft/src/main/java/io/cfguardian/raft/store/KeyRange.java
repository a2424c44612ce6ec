package io.cfguardian.raft.store;

import java.util.Arrays;

/** The keys from one on, that one included, and before another. The arrays are shared and never changed. */
final class KeyRange {

    private final byte[] from;
    private final byte[] until;

    /** @param until not empty */
    KeyRange(byte[] from, byte[] until) {
        this.from = from;
        this.until = until;
    }

    static KeyRange ofPrefix(byte[] prefix) {
        // No prefix ends in ff: ASCII and UTF-8 never hold it.
        byte[] until = prefix.clone();
        until[until.length - 1]++;
        return new KeyRange(prefix, until);
    }

    byte[] from() {
        return from;
    }

    byte[] until() {
        return until;
    }

    /** The part of this range after {@code key}; the whole when the key lies before it. */
    KeyRange after(byte[] key) {
        byte[] next = Arrays.copyOf(key, key.length + 1);
        return Arrays.compareUnsigned(next, from) > 0 ? new KeyRange(next, until) : this;
    }

    /** The part of this range before {@code key}; the whole when the key lies after it. */
    KeyRange before(byte[] key) {
        return Arrays.compareUnsigned(key, until) < 0 ? new KeyRange(from, key) : this;
    }

    boolean contains(byte[] key) {
        return Arrays.compareUnsigned(key, from) >= 0 && Arrays.compareUnsigned(key, until) < 0;
    }

    boolean isEmpty() {
        return Arrays.compareUnsigned(from, until) >= 0;
    }
}
