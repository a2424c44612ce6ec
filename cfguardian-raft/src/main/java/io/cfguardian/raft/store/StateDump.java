package io.cfguardian.raft.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;

/**
 * Everything in a store as of one moment: its key spaces in their order, each in the order of its keys. The store's format and place
 * in the log are not among the entries, they are told beside. Used by one thread at a time; must be closed, since an open one keeps
 * old data from being dropped.
 */
public final class StateDump implements AutoCloseable {

    /** How much of a file is read ahead: a dump reads all of it, in order. */
    private static final long READ_AHEAD_BYTES = 1 << 20;

    private final Database database;
    private final Snapshot snapshot;
    private final StoreFailureListener failures;
    private final ReadOptions options;
    private final Position position;
    private final List<KeySpace> left = new ArrayList<>(List.of(KeySpace.values()));
    private @Nullable RocksIterator iterator;
    private boolean closed;

    /** Takes over one hold on {@code database}. */
    StateDump(Database database, StoreFailureListener failures) {
        this.database = database;
        this.failures = failures;
        this.snapshot = database.rocks().getSnapshot();
        this.options = new ReadOptions()
                .setSnapshot(snapshot)
                // What is read once must not drive out what is read often.
                .setFillCache(false)
                .setReadaheadSize(READ_AHEAD_BYTES);
        this.position = Position.read((space, key) -> database.get(space, key, options));
    }

    /** What lies under one key. The arrays are handed over, not copied: nobody changes them. */
    public static final class Entry {

        private final byte[] key;
        private final byte[] value;

        /**
         * An entry.
         *
         * @param key as in {@link KeyLayout}
         * @param value in the form that its key space has
         */
        public Entry(byte[] key, byte[] value) {
            this.key = key;
            this.value = value;
        }

        public byte[] key() {
            return key;
        }

        public byte[] value() {
            return value;
        }

        /** How much it holds. */
        public int bytes() {
            return key.length + value.length;
        }
    }

    /** Some entries of one key space that follow each other, at least one. */
    public record Portion(KeySpace space, List<Entry> entries) {
        public Portion {
            entries = List.copyOf(entries);
        }
    }

    /** Where the store stood. */
    public Position position() {
        return position;
    }

    /**
     * The next entries, together {@code bytesMax} and one more at most; nothing at the end.
     *
     * @throws StoreFailure when they cannot be read
     */
    public Optional<Portion> next(int bytesMax) {
        if (closed) {
            throw new IllegalStateException("the dump is closed");
        }
        try {
            while (!left.isEmpty()) {
                KeySpace space = left.getFirst();
                List<Entry> entries = read(space, bytesMax);
                if (!entries.isEmpty()) {
                    return Optional.of(new Portion(space, entries));
                }
                closeIterator();
                left.removeFirst();
            }
            return Optional.empty();
        } catch (RocksDBException e) {
            StoreFailure failure = Database.failure(e, left.getFirst());
            failures.onFailure(failure);
            throw failure;
        }
    }

    private List<Entry> read(KeySpace space, int bytesMax) throws RocksDBException {
        RocksIterator reading = iterator;
        if (reading == null) {
            reading = database.rocks().newIterator(database.handle(space), options);
            reading.seekToFirst();
            iterator = reading;
        }
        List<Entry> entries = new ArrayList<>();
        long bytes = 0;
        while (bytes < bytesMax && reading.isValid()) {
            Entry entry = new Entry(reading.key(), reading.value());
            if (space != KeySpace.META || Arrays.equals(entry.key(), KeyLayout.META_HEAD)) {
                entries.add(entry);
                bytes += entry.bytes();
            }
            reading.next();
        }
        reading.status();
        return entries;
    }

    private void closeIterator() {
        if (iterator != null) {
            iterator.close();
            iterator = null;
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        closeIterator();
        options.close();
        database.rocks().releaseSnapshot(snapshot);
        database.release();
    }
}
