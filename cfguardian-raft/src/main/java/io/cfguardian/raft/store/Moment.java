package io.cfguardian.raft.store;

import java.util.concurrent.atomic.AtomicInteger;
import org.rocksdb.ReadOptions;
import org.rocksdb.Snapshot;

/**
 * One state of a database: where it stands, and the snapshot of it. All views of it share it; what it holds is let go when the last that
 * {@link #retain}ed it has {@link #release}d it.
 */
final class Moment {

    private final Database database;
    private final Kept kept;
    private final Position position;
    private final Snapshot snapshot;
    private final ReadOptions options;
    private final AtomicInteger holders = new AtomicInteger(1);

    /**
     * The newest state; nothing is written meanwhile. Takes over one hold on {@code database}.
     *
     * @param kept the database's
     * @param position where the database stands
     */
    Moment(Database database, Kept kept, Position position) {
        this.database = database;
        this.kept = kept;
        this.position = position;
        this.snapshot = database.rocks().getSnapshot();
        this.options = new ReadOptions().setSnapshot(snapshot);
    }

    /** Keeps it; false when it was let go already. */
    boolean retain() {
        return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Gives up what {@link #retain}, or making it, gave. */
    void release() {
        if (holders.decrementAndGet() == 0) {
            options.close();
            database.rocks().releaseSnapshot(snapshot);
            database.release();
        }
    }

    Database database() {
        return database;
    }

    /** The database with another hold on it, which the caller releases. */
    Database holdDatabase() {
        if (!database.retain()) {
            throw new IllegalStateException("a moment keeps its database open");
        }
        return database;
    }

    Kept kept() {
        return kept;
    }

    Position position() {
        return position;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** For reading as of it. */
    ReadOptions options() {
        return options;
    }
}
