package io.cfguardian.raft.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cfguardian.domain.document.Document;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest values of one database that were read or written last, in memory and decoded. Whoever asks for a config asks for the same
 * user, session, project and environment as before, and so does whoever applies a command.
 *
 * <p>Each value is kept with the Raft index at which it is known to have been the newest, and goes before the store has a newer one: so
 * what is found here as of an index is what the store holds as of that index. Whoever asks as of an older index is told nothing, and reads
 * the snapshot it has.
 *
 * <p>Thread-safe; {@link #write} belongs to the apply thread.
 */
final class Kept {

    /** In all, by {@link #bytes}. */
    static final long BYTES_MAX = 16 << 20;

    /** Longer texts are read often by few, and a few of them would drive out all else. */
    private static final int TEXT_BYTES_MAX = 16 << 10;

    /** About what an id, a value without text and the cache's own node take. */
    private static final int VALUE_BYTES = 1 << 10;

    private final Cache<Object, Since> values;

    /** What the cache would do after a change, to stay within its bound: done once after many of them. */
    private final Queue<Runnable> upkeep = new ConcurrentLinkedQueue<>();

    /** The last index up to which writing has begun. */
    private volatile long writing;

    /** @param index where the database stands */
    Kept(long index) {
        this.writing = index;
        this.values = Caffeine.newBuilder()
                .maximumWeight(BYTES_MAX)
                .<Object, Since>weigher((id, since) -> bytes(since.value()))
                .executor(upkeep::add)
                .build();
    }

    /** A value, the newest from an index on. */
    private record Since(long index, Object value) {}

    /**
     * What lies under {@code id} as of {@code index}.
     *
     * @param stored reads it as of {@code index} or later; as of {@code index} alone if no writing has begun since
     */
    <V> Optional<V> find(Object id, long index, Supplier<Optional<V>> stored) {
        @Nullable Since since = values.getIfPresent(id);
        if (since != null && since.index() <= index) {
            // Ids of one type have values of one type.
            @SuppressWarnings("unchecked")
            V value = (V) since.value();
            return Optional.of(value);
        }
        Optional<V> found = stored.get();
        if (found.isPresent() && since == null && isWorthIt(found.get())) {
            learn(id, found.get(), index);
        }
        return found;
    }

    /** Keeps a value that was read as of {@code index}, unless it may have been replaced since. */
    private void learn(Object id, Object value, long index) {
        if (writing == index) {
            // Looked at again while no write of this id can come between: one that has begun is seen, one that begins
            // then goes on top.
            values.asMap().computeIfAbsent(id, unknown -> writing == index ? new Since(index, value) : null);
            keepUp();
        }
    }

    /**
     * Takes in what is about to be written, before the store shows any of it.
     *
     * @param changes null for what is removed
     * @param index the index that the store reaches by it
     */
    void write(Map<?, ? extends @Nullable Object> changes, long index) {
        writing = index;
        changes.forEach((id, value) -> {
            if (value == null || !isWorthIt(value)) {
                values.invalidate(id);
            } else {
                values.put(id, new Since(index, value));
            }
        });
        keepUp();
    }

    private void keepUp() {
        for (Runnable task = upkeep.poll(); task != null; task = upkeep.poll()) {
            task.run();
        }
    }

    private static boolean isWorthIt(Object value) {
        return !(value instanceof Document document) || document.text().size() <= TEXT_BYTES_MAX;
    }

    private static int bytes(Object value) {
        return VALUE_BYTES
                + (value instanceof Document document
                        ? document.text().size() + document.json().size()
                        : 0);
    }
}
