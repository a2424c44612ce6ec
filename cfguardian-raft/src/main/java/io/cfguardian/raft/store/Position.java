package io.cfguardian.raft.store;

import io.cfguardian.domain.state.Head;

/**
 * Where a store stands.
 *
 * @param index the Raft index of the last entry applied, 0 before the first
 * @param term that entry's term
 * @param head the head of the state
 */
public record Position(long index, long term, Head head) {

    static final Position START = new Position(0, 0, Head.EMPTY);

    public Position {
        if (index < 0 || term < 0) {
            throw new IllegalArgumentException("index and term are 0 or more, got " + index + " and " + term);
        }
    }
}
