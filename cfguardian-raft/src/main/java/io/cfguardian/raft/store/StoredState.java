package io.cfguardian.raft.store;

import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.state.Head;
import io.cfguardian.domain.state.RequestRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Look-ups by key over some source of bytes: the newest data, or a snapshot. As confined as its source. */
final class StoredState {

    private final Lookup source;

    StoredState(Lookup source) {
        this.source = source;
    }

    /** Where the state stands. */
    Head head() {
        return find(Table.HEAD, KeyLayout.META_HEAD).orElse(Head.EMPTY);
    }

    /** What lies under an id. */
    <I, V> Optional<V> find(Table<I, V> table, I id) {
        return under(table.key(id), table);
    }

    /** The remembered answer at a place in a window. */
    Optional<RequestRecord> request(Origin origin, long sequence) {
        byte @Nullable [] key = source.get(KeySpace.REQUEST_BY_SEQUENCE, KeyLayout.requestBySequence(origin, sequence));
        if (key == null) {
            return Optional.empty();
        }
        Optional<RequestRecord> found = under(key, Table.REQUESTS);
        if (found.isEmpty() || found.get().sequence() != sequence) {
            throw new StoreFailure.Corrupt(
                    KeySpace.REQUEST_BY_SEQUENCE, "the answer at " + origin + " " + sequence + " is not there");
        }
        return found;
    }

    private <V> Optional<V> under(byte[] key, Table<?, V> table) {
        byte @Nullable [] value = source.get(table.space(), key);
        return value == null ? Optional.empty() : Optional.of(table.decode(key, value));
    }

    /** Where bytes come from. */
    @FunctionalInterface
    interface Lookup {

        /** The value under {@code key}, null when there is none. */
        byte @Nullable [] get(KeySpace space, byte[] key);
    }
}
