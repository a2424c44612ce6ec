package io.cfguardian.raft.store;

import io.cfguardian.raft.store.StateDump.Entry;
import io.cfguardian.raft.store.StateDump.Portion;
import java.io.IOException;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Makes a checkpoint out of what a {@link StateDump} gave. Used by one thread. What it builds in is removed when it is closed.
 */
public final class StateLoad implements AutoCloseable {

    private final Path directory;
    private final Database database;

    private StateLoad(Path directory, Database database) {
        this.directory = directory;
        this.database = database;
    }

    /**
     * Begins.
     *
     * @param settings its directory, which does not exist, is used to build in
     * @throws StoreFailure when the disk refuses
     */
    public static StateLoad begin(StoreSettings settings) {
        return new StateLoad(settings.directory(), Database.create(settings.directory(), settings));
    }

    /** Takes entries over; they come in the order in which they were dumped. */
    public void add(Portion portion) {
        try (WriteBatch batch = new WriteBatch()) {
            for (Entry entry : portion.entries()) {
                batch.put(database.handle(portion.space()), entry.key(), entry.value());
            }
            database.write(batch);
        } catch (RocksDBException e) {
            throw Database.failure(e, portion.space());
        }
    }

    /**
     * Saves what was added into a directory that does not exist, as a store that has applied the log up to an index. The caller makes
     * it durable.
     *
     * @throws StoreFailure when the disk refuses
     */
    public void checkpoint(Path target, long index, long term) {
        try (WriteBatch batch = new WriteBatch()) {
            batch.put(database.handle(KeySpace.META), KeyLayout.META_FORMAT, KeyLayout.format(KeyLayout.FORMAT));
            batch.put(database.handle(KeySpace.META), KeyLayout.META_APPLIED, KeyLayout.applied(index, term));
            database.write(batch);
        } catch (RocksDBException e) {
            throw Database.failure(e, KeySpace.META);
        }
        database.checkpoint(target);
    }

    @Override
    public void close() throws IOException {
        database.release();
        DurableFiles.delete(directory);
    }
}
