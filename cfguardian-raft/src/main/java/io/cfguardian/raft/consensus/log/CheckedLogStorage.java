package io.cfguardian.raft.consensus.log;

import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.error.LogEntryCorruptedException;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.impl.RocksDBLogStorage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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
