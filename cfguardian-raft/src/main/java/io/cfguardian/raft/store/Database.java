package io.cfguardian.raft.store;

import io.cfguardian.app.telemetry.StoreNumbers;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.EntityRange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;
import org.rocksdb.Statistics;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteBatchWithIndex;
import org.rocksdb.WriteOptions;

/**
 * One open RocksDB. Shared by the apply thread and all views; it is closed when the last that {@link #retain}ed it has
 * {@link #release}d it, because using a closed RocksDB ends the process.
 */
final class Database {

    private final Deque<AutoCloseable> resources;
    private final RocksDB rocks;
    private final Map<KeySpace, ColumnFamilyHandle> handles;
    private final Statistics statistics;
    private final WriteOptions unlogged;
    private final AtomicInteger holders = new AtomicInteger(1);

    private Database(
            Deque<AutoCloseable> resources,
            RocksDB rocks,
            Map<KeySpace, ColumnFamilyHandle> handles,
            Statistics statistics) {
        this.resources = resources;
        this.rocks = rocks;
        this.handles = handles;
        this.statistics = statistics;
        this.unlogged = new WriteOptions().setDisableWAL(true);
        resources.push(unlogged);
    }

    /** Makes an empty one. */
    static Database create(Path directory, StoreSettings settings) {
        return open(directory, settings, true);
    }

    /** Opens one that is there. */
    static Database open(Path directory, StoreSettings settings) {
        checkKeySpaces(directory);
        return open(directory, settings, false);
    }

    private static Database open(Path directory, StoreSettings settings, boolean create) {
        RocksDB.loadLibrary();
        Deque<AutoCloseable> resources = new ArrayDeque<>();
        try {
            Statistics statistics = DatabaseNumbers.counting();
            resources.push(statistics);
            DBOptions options = DatabaseOptions.whole(settings, create).setStatistics(statistics);
            resources.push(options);
            List<ColumnFamilyDescriptor> families = families(DatabaseOptions.keySpaces(settings, resources));
            List<ColumnFamilyHandle> opened = new ArrayList<>();
            RocksDB rocks = RocksDB.open(options, directory.toString(), families, opened);
            resources.push(rocks);
            opened.forEach(resources::push);
            Map<KeySpace, ColumnFamilyHandle> handles = new EnumMap<>(KeySpace.class);
            // In the order of the families; the first is RocksDB's own default, which stays empty.
            Iterator<ColumnFamilyHandle> opening = opened.listIterator(1);
            for (KeySpace space : KeySpace.values()) {
                handles.put(space, opening.next());
            }
            return new Database(resources, rocks, handles, statistics);
        } catch (RocksDBException e) {
            closeAll(resources);
            throw isLocked(e)
                    ? new StoreFailure.InUse(directory, e)
                    : failure(e, "the database " + directory.getFileName());
        }
    }

    private static List<ColumnFamilyDescriptor> families(ColumnFamilyOptions options) {
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        families.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, options));
        for (KeySpace space : KeySpace.values()) {
            families.add(new ColumnFamilyDescriptor(name(space), options));
        }
        return families;
    }

    private static void checkKeySpaces(Path directory) {
        RocksDB.loadLibrary();
        if (!Files.exists(directory.resolve("CURRENT"))) {
            throw new StoreFailure.Corrupt(
                    "the database " + directory.getFileName(), "its file CURRENT is missing", null);
        }
        Set<String> expected = new HashSet<>();
        expected.add(new String(RocksDB.DEFAULT_COLUMN_FAMILY, StandardCharsets.UTF_8));
        for (KeySpace space : KeySpace.values()) {
            expected.add(space.columnFamily());
        }
        Set<String> found = new HashSet<>();
        try (Options options = new Options()) {
            for (byte[] name : RocksDB.listColumnFamilies(options, directory.toString())) {
                found.add(new String(name, StandardCharsets.UTF_8));
            }
        } catch (RocksDBException e) {
            throw failure(e, "the database " + directory.getFileName());
        }
        if (found.isEmpty()) {
            // RocksDB answers so, and with no exception, when it cannot read them.
            throw new StoreFailure.Corrupt(
                    "the database " + directory.getFileName(),
                    "its key spaces cannot be read from the files CURRENT and MANIFEST",
                    null);
        }
        if (!found.equals(expected)) {
            throw new StoreFailure.UnknownFormat(
                    "the database " + directory.getFileName() + " has other key spaces than this release knows", null);
        }
    }

    /** Keeps it open; false when it is closed already. */
    boolean retain() {
        return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Gives up what {@link #retain}, or opening it, gave. */
    void release() {
        if (holders.decrementAndGet() == 0) {
            closeAll(resources);
        }
    }

    /** For snapshots, checkpoints and tests. */
    RocksDB rocks() {
        return rocks;
    }

    ColumnFamilyHandle handle(KeySpace space) {
        ColumnFamilyHandle handle = handles.get(space);
        if (handle == null) {
            throw new IllegalStateException("no column family for " + space);
        }
        return handle;
    }

    byte @Nullable [] get(KeySpace space, byte[] key, ReadOptions options) {
        try {
            return rocks.get(handle(space), options, key);
        } catch (RocksDBException e) {
            throw failure(e, space);
        }
    }

    /** The newest. */
    byte @Nullable [] get(KeySpace space, byte[] key) {
        try {
            return rocks.get(handle(space), key);
        } catch (RocksDBException e) {
            throw failure(e, space);
        }
    }

    /** Writes all of {@code batch} or nothing; durable with the next flush. */
    void write(WriteBatch batch) {
        try {
            rocks.write(unlogged, batch);
        } catch (RocksDBException e) {
            throw failure(e, "a batch");
        }
    }

    /** Has {@code visitor} see entries of a range in order, until it says stop or the range ends. */
    void scan(KeySpace space, KeyRange range, Order order, Scan scan, Visitor visitor) {
        if (range.isEmpty()) {
            return;
        }
        try (Slice from = new Slice(range.from());
                Slice until = new Slice(range.until());
                ReadOptions bounded = scan.open().setIterateLowerBound(from).setIterateUpperBound(until);
                RocksIterator iterator = scan.over(rocks.newIterator(handle(space), bounded), handle(space))) {
            switch (order) {
                case ASCENDING -> iterator.seek(range.from());
                case DESCENDING -> seekBefore(range.until(), iterator);
            }
            scan.reads().countStep();
            // The bounds hold for the database, not for an open batch.
            while (iterator.isValid()
                    && range.contains(iterator.key())
                    && visitor.visit(iterator.key(), iterator.value())) {
                switch (order) {
                    case ASCENDING -> iterator.next();
                    case DESCENDING -> iterator.prev();
                }
                scan.reads().countStep();
            }
            iterator.status();
        } catch (RocksDBException e) {
            throw failure(e, space);
        }
    }

    private static void seekBefore(byte[] until, RocksIterator iterator) {
        iterator.seekForPrev(until);
        if (iterator.isValid() && Arrays.equals(iterator.key(), until)) {
            iterator.prev();
        }
    }

    /** A range of the identity state. */
    <E extends Entity> List<E> entities(EntityRange<E> range, int limit, Scan scan) {
        if (limit < 1) {
            throw new IllegalArgumentException("a listing has a limit of 1 or more, got " + limit);
        }
        Order order = switch (range.order()) {
            case ASCENDING -> Order.ASCENDING;
            case DESCENDING -> Order.DESCENDING;
        };
        List<E> found = new ArrayList<>();
        scan(KeySpace.ENTITY, KeyLayout.entities(range), order, scan, (key, value) -> {
            found.add(range.kind().type().cast(Table.ENTITIES.decode(key, value)));
            return found.size() < limit;
        });
        return List.copyOf(found);
    }

    /** Puts everything written into files, of all key spaces at one point. */
    void flush() {
        try (FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
            rocks.flush(options, List.copyOf(handles.values()));
        } catch (RocksDBException e) {
            throw failure(e, "a flush");
        }
    }

    /** Saves it into a directory that does not exist, with files linked rather than copied. */
    void checkpoint(Path directory) {
        flush();
        try (Checkpoint checkpoint = Checkpoint.create(rocks)) {
            checkpoint.createCheckpoint(directory.toString());
        } catch (RocksDBException e) {
            throw failure(e, "a checkpoint");
        }
    }

    /** How it does. */
    StoreNumbers numbers() {
        return DatabaseNumbers.of(rocks, handle(KeySpace.META), statistics);
    }

    /** RocksDB has no code for it. */
    private static boolean isLocked(RocksDBException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("lock hold by current process") || message.contains("While lock file");
    }

    static StoreFailure failure(RocksDBException e, KeySpace space) {
        return failure(e, "key space " + space.columnFamily());
    }

    static StoreFailure failure(RocksDBException e, String where) {
        @Nullable Status status = e.getStatus();
        return status != null && status.getCode() == Status.Code.Corruption
                ? new StoreFailure.Corrupt(where, String.valueOf(e.getMessage()), e)
                : new StoreFailure.Disk(where + " cannot be read or written", e);
    }

    private static byte[] name(KeySpace space) {
        return space.columnFamily().getBytes(StandardCharsets.UTF_8);
    }

    private static void closeAll(Deque<AutoCloseable> resources) {
        for (AutoCloseable resource : resources) {
            try {
                resource.close();
            } catch (Exception e) {
                throw new IllegalStateException("closing a RocksDB object does not fail", e);
            }
        }
    }

    /** The direction of a scan. */
    enum Order {
        ASCENDING,
        DESCENDING
    }

    /**
     * What a scan sees and where it is counted.
     *
     * @param snapshot what it sees; null for the newest
     * @param batch what it sees on top of that; null for nothing
     */
    record Scan(@Nullable Snapshot snapshot, @Nullable WriteBatchWithIndex batch, ReadCounter reads) {

        ReadOptions open() {
            ReadOptions options = new ReadOptions();
            return snapshot == null ? options : options.setSnapshot(snapshot);
        }

        /** Takes {@code stored} over: closing the result closes it. */
        RocksIterator over(RocksIterator stored, ColumnFamilyHandle handle) {
            return batch == null ? stored : batch.newIteratorWithBase(handle, stored);
        }
    }

    /** Sees one entry after the other. */
    @FunctionalInterface
    interface Visitor {

        /** Whether to go on. */
        boolean visit(byte[] key, byte[] value);
    }
}
