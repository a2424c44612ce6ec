package io.cfguardian.raft.consensus.log;

import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.error.LogEntryCorruptedException;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.impl.RocksDBLogStorage;
import com.alipay.sofa.jraft.util.StorageOptionsFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/** JRaft's log in RocksDB, read through {@link CheckedEntryCodec}: a damaged entry is missing, which stops the node. */
public final class CheckedLogStorage extends RocksDBLogStorage {

    private static final Logger LOG = LoggerFactory.getLogger(CheckedLogStorage.class);

    public CheckedLogStorage(String path, RaftOptions options) {
        super(path, options);
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
        try {
            return super.getEntry(index);
        } catch (LogEntryCorruptedException corrupted) {
            LOG.error("log entry {} is damaged: {}", index, corrupted.getMessage());
            return null;
        }
    }
}
