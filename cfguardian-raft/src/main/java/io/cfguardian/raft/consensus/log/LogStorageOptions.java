package io.cfguardian.raft.consensus.log;

import com.alipay.sofa.jraft.storage.impl.RocksDBLogStorage;
import com.alipay.sofa.jraft.util.StorageOptionsFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.ChecksumType;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.WALRecoveryMode;

/**
 * The RocksDB options of the log, which JRaft keeps per JVM.
 *
 * <p>The one that matters most is {@link WALRecoveryMode#TolerateCorruptedTailRecords}: a record that was torn by a crash at the very end
 * is dropped, anything else that is damaged stops the start. RocksDB's default cuts the log at the first bad record without a
 * word, and acknowledged writes have been lost by one flipped bit that way.
 */
public final class LogStorageOptions {

    private static final long MIB = 1 << 20;
    private static final AtomicBoolean REGISTERED = new AtomicBoolean();

    private LogStorageOptions() {}

    /** Registers the options in this JVM, once, before the first log is opened. Thread-safe. */
    public static void register() {
        if (!REGISTERED.compareAndSet(false, true)) {
            return;
        }
        StorageOptionsFactory.registerRocksDBOptions(RocksDBLogStorage.class, databaseOptions());
        StorageOptionsFactory.registerRocksDBColumnFamilyOptions(RocksDBLogStorage.class, columnOptions());
        StorageOptionsFactory.registerRocksDBTableFormatConfig(RocksDBLogStorage.class, tableFormat());
    }

    private static DBOptions databaseOptions() {
        return StorageOptionsFactory.getDefaultRocksDBOptions()
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setParanoidChecks(true)
                .setMaxTotalWalSize(128 * MIB)
                .setBytesPerSync(MIB)
                .setWalBytesPerSync(MIB)
                .setMaxBackgroundJobs(2)
                .setKeepLogFileNum(5)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL);
    }

    private static ColumnFamilyOptions columnOptions() {
        // a log is written once, read from memory by replication, and deleted from the front: JRaft's own two memtables
        // before there is a file, each with a filter of an eighth of its size, would be there for nobody
        return StorageOptionsFactory.getDefaultRocksDBColumnFamilyOptions()
                .setWriteBufferSize(8 * MIB)
                .setArenaBlockSize(MIB / 4)
                .setMaxWriteBufferNumber(3)
                .setMinWriteBufferNumberToMerge(1)
                .setMemtablePrefixBloomSizeRatio(0)
                .setParanoidFileChecks(true)
                .setForceConsistencyChecks(true);
    }

    @SuppressWarnings("deprecation") // JRaft copies the size of a cache, and drops a cache that is given.
    private static BlockBasedTableConfig tableFormat() {
        // reading verifies block checksums unless the reader says otherwise, and JRaft's does not
        return StorageOptionsFactory.getDefaultRocksDBTableConfig()
                .setChecksumType(ChecksumType.kXXH3)
                // only a member that is far behind has old entries read; JRaft would keep 512 MiB of them
                .setBlockCacheSize(8 * MIB)
                .setCacheNumShardBits(1);
    }
}
