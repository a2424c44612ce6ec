package io.cfguardian.raft.consensus.log;

import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.error.LogEntryCorruptedException;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.impl.RocksDBLogStorage;
import com.alipay.sofa.jraft.util.StorageOptionsFactory;
import io.cfguardian.raft.consensus.log.LogEnd.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JRaft's log in RocksDB, read through {@link CheckedEntryCodec}: a damaged entry is missing, which stops the node. A log that ends before
 * the place that {@link LogEnd} says does not open. The last entry is kept in memory: JRaft keeps none that is applied, and reads it for
 * its term in each round of read index, on the leader and on each follower.
 */
public final class CheckedLogStorage extends RocksDBLogStorage {

    private static final Logger LOG = LoggerFactory.getLogger(CheckedLogStorage.class);

    private final Path directory;
    private final Path endFile;
    private final LongSupplier newestSnapshot;
    private @Nullable LogEnd end;

    /** Changed only by who changes the log, so that a reader never brings back what was cut off; null when that was. */
    private volatile @Nullable LogEntry newest;

    /**
     * The log in {@code path}.
     *
     * @param newestSnapshot the log index that the newest snapshot stands for, 0 without one; asked as the log is opened
     */
    public CheckedLogStorage(String path, RaftOptions options, LongSupplier newestSnapshot) {
        super(path, options);
        this.directory = Path.of(path);
        this.endFile = directory.resolveSibling(directory.getFileName() + "-end");
        this.newestSnapshot = newestSnapshot;
    }

    /**
     * Compares the log with what was written, before anything is answered from it.
     *
     * @throws DamagedLogException when it ends before that, or has something else there
     */
    @Override
    protected boolean onInitLoaded() {
        try {
            closeEnd();
            LogEnd opened = LogEnd.open(endFile).orElse(null);
            if (opened == null) {
                opened = LogEnd.begin(endFile, place(getLastLogIndex()));
                LOG.info(
                        "{} begins at the end of the log, {}",
                        endFile,
                        opened.current().index());
            }
            end = opened;
            compare(opened.current());
            newest = null;
            newest = getEntry(getLastLogIndex());
            return true;
        } catch (IOException failed) {
            throw new UncheckedIOException(endFile + " cannot be used", failed);
        }
    }

    private void compare(Place written) {
        long last = getLastLogIndex();
        long snapshot = newestSnapshot.getAsLong();
        if (Math.max(last, snapshot) < written.index()) {
            throw new DamagedLogException(
                    "files of %s are missing or older: it ends at %d, the newest snapshot at %d, but it was written up to %d"
                            .formatted(directory, last, snapshot, written.index()));
        }
        boolean isHere = getFirstLogIndex() <= written.index() && written.index() <= last;
        if (isHere && written.term() > 0 && getTerm(written.index()) != written.term()) {
            throw new DamagedLogException(
                    "files of %s are missing or older: the entry %d is of term %d, but was written in %d"
                            .formatted(directory, written.index(), getTerm(written.index()), written.term()));
        }
    }

    @Override
    public boolean appendEntry(LogEntry entry) {
        return super.appendEntry(entry) && moved(entry);
    }

    @Override
    public int appendEntries(List<LogEntry> entries) {
        int appended = super.appendEntries(entries);
        return appended == 0 || moved(entries.get(appended - 1)) ? appended : 0;
    }

    private boolean moved(LogEntry written) {
        try {
            Objects.requireNonNull(end)
                    .moveTo(new Place(
                            written.getId().getIndex(), written.getId().getTerm()));
            newest = new CheckedEntry(written);
            return true;
        } catch (IOException failed) {
            LOG.error("{} cannot be written", endFile, failed);
            return false;
        }
    }

    @Override
    public boolean truncatePrefix(long firstIndexKept) {
        LogEntry known = newest;
        if (known != null && known.getId().getIndex() < firstIndexKept) {
            newest = null;
        }
        return super.truncatePrefix(firstIndexKept);
    }

    @Override
    public boolean truncateSuffix(long lastIndexKept) {
        newest = null;
        return wentBack(place(lastIndexKept)) && super.truncateSuffix(lastIndexKept);
    }

    @Override
    public boolean reset(long nextLogIndex) {
        newest = null;
        return wentBack(LogEnd.NOTHING) && super.reset(nextLogIndex);
    }

    private Place place(long index) {
        return index <= 0 ? LogEnd.NOTHING : new Place(index, getTerm(index));
    }

    private boolean wentBack(Place place) {
        try {
            LogEnd known = Objects.requireNonNull(end);
            if (place.index() < known.current().index()) {
                known.goBackTo(place);
            }
            return true;
        } catch (IOException failed) {
            LOG.error("{} cannot be written", endFile, failed);
            return false;
        }
    }

    @Override
    protected void onShutdown() {
        try {
            closeEnd();
        } catch (IOException failed) {
            LOG.warn("{} was not closed", endFile, failed);
        }
    }

    private void closeEnd() throws IOException {
        LogEnd known = end;
        end = null;
        if (known != null) {
            known.close();
        }
    }

    /** Whether a directory holds a log. */
    public static boolean exists(Path directory) {
        return Files.exists(directory.resolve("CURRENT"));
    }

    /**
     * Why a log does not open, if that is because it is damaged. JRaft says only that it does not, so this tries once more, which changes
     * nothing in the files.
     */
    public static Optional<String> damage(Path directory) {
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try (DBOptions options = StorageOptionsFactory.getRocksDBOptions(null, RocksDBLogStorage.class);
                ColumnFamilyOptions columns =
                        StorageOptionsFactory.getRocksDBColumnFamilyOptions(null, RocksDBLogStorage.class)) {
            List<ColumnFamilyDescriptor> families = List.of(
                    new ColumnFamilyDescriptor("Configuration".getBytes(StandardCharsets.UTF_8), columns),
                    new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, columns));
            RocksDB opened = RocksDB.openReadOnly(options, directory.toString(), families, handles);
            handles.forEach(ColumnFamilyHandle::close);
            opened.close();
            return Optional.empty();
        } catch (RocksDBException failed) {
            boolean damaged = failed.getStatus() != null && failed.getStatus().getCode() == Status.Code.Corruption;
            return damaged ? Optional.of("log in " + directory + ": " + failed.getMessage()) : Optional.empty();
        }
    }

    @Override
    public @Nullable LogEntry getEntry(long index) {
        LogEntry known = newest;
        if (known != null && known.getId().getIndex() == index) {
            return known;
        }
        try {
            return super.getEntry(index);
        } catch (LogEntryCorruptedException corrupted) {
            LOG.error("log entry {} is damaged: {}", index, corrupted.getMessage());
            return null;
        }
    }
}
