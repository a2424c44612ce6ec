package io.cfguardian.raft.store;

import io.cfguardian.domain.state.Head;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

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

    /** Where a store stands, by what it holds. */
    static Position read(StoredState.Lookup source) {
        byte @Nullable [] applied = source.get(KeySpace.META, KeyLayout.META_APPLIED);
        Head head = new StoredState(source).head();
        if (applied == null) {
            if (!head.equals(Head.EMPTY)) {
                throw new StoreFailure.Corrupt(KeySpace.META, "a head without an applied index");
            }
            return START;
        }
        if (applied.length != 2 * Long.BYTES) {
            throw new StoreFailure.Corrupt(KeySpace.META, "an applied index of " + applied.length + " bytes");
        }
        ByteBuffer values = ByteBuffer.wrap(applied);
        return new Position(values.getLong(), values.getLong(), head);
    }
}
