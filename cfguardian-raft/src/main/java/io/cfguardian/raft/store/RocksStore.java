package io.cfguardian.raft.store;

import io.cfguardian.app.replica.View;
import io.cfguardian.app.telemetry.StoreNumbers;
import io.cfguardian.domain.cluster.FormatLevel;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.Roster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * The store of one node.
 *
 * <p>Threads: {@link #begin}, {@link #checkpoint} and {@link #restore} belong to the apply thread; {@link #view}, {@link #dump},
 * {@link #position}, {@link #files}, {@link #numbers}, {@link #reads} and {@link #verifyChecksums} to anyone. {@link #close} comes after the apply thread has ended.
 *
 * <p>Durability: an application is atomic but not synced, and there is no write-ahead log. After a crash the store stands where a flush
 * left it, data and applied index together, at or after the last checkpoint; the Raft log, which is kept from there on, brings the
 * rest again. See docs/adr/0005-state-on-rocksdb.md.
 */
public final class RocksStore implements AutoCloseable {

    /** The number of the layout of keys and values. */
    public static final int LAYOUT = KeyLayout.FORMAT;

    private final StoreSettings settings;
    private final StoreFailureListener failures;
    private final Generations generations;
    private final ReadCounter reads = new ReadCounter();
    private volatile @Nullable Moment newest;
    private volatile Position position;

    private RocksStore(
            StoreSettings settings, StoreFailureListener failures, Generations generations, Database database) {
        this.settings = settings;
        this.failures = failures;
        this.generations = generations;
        this.position = position(database);
        this.newest = new Moment(database, new Kept(position.index()), position);
    }

    /**
     * Opens the store, or makes an empty one where there is none.
     *
     * @param failures told when a view finds the store broken
     * @throws StoreFailure when it cannot be used: another process has it open, a newer release wrote it, it is damaged
     */
    public static RocksStore open(StoreSettings settings, StoreFailureListener failures) {
        try {
            Generations generations = Generations.open(settings.directory());
            NativeLibrary.load(settings.directory());
            Database database =
                    generations.exists() ? existing(generations.current(), settings) : create(generations, settings);
            return holding(database, () -> new RocksStore(settings, failures, generations, database));
        } catch (IOException e) {
            throw new StoreFailure.Disk("the store in " + settings.directory() + " cannot be opened", e);
        }
    }

    /** Where the store stands. */
    public Position position() {
        return position;
    }

    /** Begins to gather writes. The caller closes what it gets. */
    public Application begin() {
        Moment before = hold();
        return new Application(before, reads, (batch, changes, reached) -> commit(before, batch, changes, reached));
    }

    /**
     * The state as of now. The caller closes it, soon.
     *
     * @throws StoreFailure.Closed when the store is closed
     */
    public View view() {
        return new RocksView(hold(), reads, failures);
    }

    /**
     * All that there is as of now. The caller closes it.
     *
     * @throws StoreFailure.Closed when the store is closed
     */
    public StateDump dump() {
        return new StateDump(holdDatabase(), failures);
    }

    /**
     * Saves the store into a directory that does not exist; the files in it are linked, not copied, and the caller forces them to
     * disk. Must lie on the store's own file system to be cheap.
     */
    public void checkpoint(Path directory) {
        Database held = holdDatabase();
        try {
            held.checkpoint(directory);
        } finally {
            held.release();
        }
    }

    /**
     * Replaces the store by a checkpoint, whose files are only read. A crash leaves the old store or the new one. When this returns the
     * new one is on disk; open views go on showing the old one until they are closed.
     */
    public void restore(Path checkpoint) {
        Moment old = newest();
        try {
            Path next = generations.prepare();
            DurableFiles.cloneDatabase(checkpoint, next);
            Database restored = existing(next, settings);
            Position reached = holding(restored, () -> {
                Position found = position(restored);
                advance();
                return found;
            });
            show(new Moment(restored, new Kept(reached.index()), reached));
        } catch (IOException e) {
            throw new StoreFailure.Disk("a checkpoint cannot be restored", e);
        }
        // Its directory is removed at the next start: views may still read it.
        old.release();
    }

    /** Where the files of the database are now; a restore puts others in their place. */
    public Path files() {
        Database held = holdDatabase();
        try {
            return Path.of(held.rocks().getName());
        } finally {
            held.release();
        }
    }

    /** Reads everything there is and checks it against its checksums, at once; see {@code scrub} for slowly. */
    public void verifyChecksums() {
        Database held = holdDatabase();
        try {
            held.rocks().verifyChecksum();
        } catch (RocksDBException e) {
            StoreFailure failure = Database.failure(e, "its files");
            failures.onFailure(failure);
            throw failure;
        } finally {
            held.release();
        }
    }

    /** How it does, by RocksDB's own estimates and counts. */
    public StoreNumbers numbers() {
        Database held = holdDatabase();
        try {
            return held.numbers();
        } finally {
            held.release();
        }
    }

    /** What was read so far. */
    public ReadCounter reads() {
        return reads;
    }

    /** Puts everything into files and closes the store; open views keep it open for themselves. */
    @Override
    public void close() {
        @Nullable Moment last = newest;
        if (last == null) {
            return;
        }
        newest = null;
        try {
            last.database().flush();
        } finally {
            last.release();
        }
    }

    /** The newest moment, kept until the caller releases it: a thread that is left behind at a close must not find its database gone. */
    private Moment hold() {
        Moment found = newest();
        while (!found.retain()) {
            // A commit, a restore or a close released it in between.
            found = newest();
        }
        return found;
    }

    /** The same of the database alone, for those who read it for long: a moment keeps old data from being dropped. */
    private Database holdDatabase() {
        Moment moment = hold();
        try {
            return moment.holdDatabase();
        } finally {
            moment.release();
        }
    }

    private Moment newest() {
        @Nullable Moment found = newest;
        if (found == null) {
            throw new StoreFailure.Closed();
        }
        return found;
    }

    /** For tests. */
    Database current() {
        return newest().database();
    }

    private void commit(
            Moment before, WriteBatch batch, Map<Object, ? extends @Nullable Object> changes, Position reached) {
        if (reached.index() <= position.index()) {
            throw new IllegalStateException(
                    "applied index " + reached.index() + " after " + position.index() + ", expected a higher one");
        }
        before.kept().write(changes, reached.index());
        before.database().write(batch);
        show(new Moment(before.holdDatabase(), before.kept(), reached));
        // The store's own hold; the application has one of its own.
        before.release();
    }

    private void show(Moment moment) {
        newest = moment;
        position = moment.position();
    }

    private void advance() {
        try {
            generations.advance();
        } catch (IOException e) {
            throw new StoreFailure.Disk("the file that names the store cannot be written", e);
        }
    }

    private static Database create(Generations generations, StoreSettings settings) throws IOException {
        Database created = Database.create(generations.prepare(), settings);
        return holding(created, () -> {
            try (WriteBatch batch = new WriteBatch()) {
                batch.put(created.handle(KeySpace.META), KeyLayout.META_FORMAT, KeyLayout.format(KeyLayout.FORMAT));
                created.write(batch);
            } catch (RocksDBException e) {
                throw Database.failure(e, KeySpace.META);
            }
            created.flush();
            try {
                generations.advance();
            } catch (IOException e) {
                throw new StoreFailure.Disk("the file that names the store cannot be written", e);
            }
            return created;
        });
    }

    private static Database existing(Path directory, StoreSettings settings) {
        Database opened = Database.open(directory, settings);
        return holding(opened, () -> {
            byte @Nullable [] format = meta(opened, KeyLayout.META_FORMAT);
            if (format == null || format.length != Integer.BYTES) {
                throw new StoreFailure.UnknownFormat(directory.getFileName() + " does not say its format", null);
            }
            int number = ByteBuffer.wrap(format).getInt();
            if (number != KeyLayout.FORMAT) {
                throw new StoreFailure.UnknownFormat(
                        directory.getFileName() + " has format " + number + ", this release reads " + KeyLayout.FORMAT,
                        null);
            }
            refuseNewer(opened);
            return opened;
        });
    }

    /** A release that was taken back after the cluster had begun to write what it cannot read. */
    private static void refuseNewer(Database opened) {
        FormatLevel level = new StoredState(opened::get)
                .find(Table.ENTITIES, EntityKey.roster())
                .map(Roster.class::cast)
                .map(Roster::format)
                .orElse(FormatLevel.FIRST);
        if (level.isAbove(FormatLevel.NEWEST)) {
            throw new StoreFailure.UnknownFormat(
                    "the cluster writes format level " + level + ", this release reads up to " + FormatLevel.NEWEST
                            + "; start a newer release",
                    null);
        }
    }

    private static Position position(Database database) {
        return Position.read((space, key) -> meta(database, key));
    }

    private static byte @Nullable [] meta(Database database, byte[] key) {
        return database.get(KeySpace.META, key);
    }

    /** What {@code use} gives; when it fails the database is closed. */
    private static <T> T holding(Database database, Supplier<T> use) {
        boolean done = false;
        try {
            T result = use.get();
            done = true;
            return result;
        } finally {
            if (!done) {
                database.release();
            }
        }
    }
}
