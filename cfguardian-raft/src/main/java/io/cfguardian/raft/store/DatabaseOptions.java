package io.cfguardian.raft.store;

import java.util.Deque;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ChecksumType;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.WALRecoveryMode;

/** How RocksDB keeps the state. Files that other releases wrote with other options stay readable: each says how it was written. */
final class DatabaseOptions {

    private static final long MIB = 1 << 20;

    private static final int BLOOM_BITS_PER_KEY = 10;

    /** A read of one config that is not in memory takes two blocks out of a file and decompresses them. */
    private static final int BLOCK_BYTES = 4 << 10;

    /** The part of a memtable that its bloom filter takes. */
    private static final double MEMTABLE_BLOOM_RATIO = 0.02;

    /**
     * A flush writes little of each key space, and a compaction takes in all of its last level while that is small: with RocksDB's four,
     * compactions took as much of the processor as applying. A look-up asks the filters of so many files more at most.
     */
    private static final int FLUSHES_TO_A_COMPACTION = 10;

    private static final int OPEN_FILES_MAX = 1_000;

    private DatabaseOptions() {}

    static DBOptions whole(StoreSettings settings, boolean create) {
        return new DBOptions()
                .setCreateIfMissing(create)
                .setCreateMissingColumnFamilies(create)
                .setErrorIfExists(create)
                .setParanoidChecks(true)
                // There is no WAL to recover; should there ever be one, a bad record in it must not cut it short in
                // silence.
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                // Without a WAL this is what keeps data and applied index together.
                .setAtomicFlush(true)
                .setDbWriteBufferSize(settings.memtableBytes())
                .setMaxBackgroundJobs(2)
                .setMaxOpenFiles(OPEN_FILES_MAX)
                .setBytesPerSync(MIB)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(5)
                .setMaxLogFileSize(MIB)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0);
    }

    /** @param resources gets what has to be closed after the database */
    static ColumnFamilyOptions keySpaces(StoreSettings settings, Deque<AutoCloseable> resources) {
        Cache cache = new LRUCache(settings.blockCacheBytes());
        BloomFilter filter = new BloomFilter(BLOOM_BITS_PER_KEY, false);
        ColumnFamilyOptions options = new ColumnFamilyOptions()
                .setWriteBufferSize(settings.memtableBytes())
                // Each of the memtables takes memory by the block; large blocks alone would fill a small budget.
                .setArenaBlockSize(settings.memtableBytes() / 64)
                .setMaxWriteBufferNumber(2)
                .setLevel0FileNumCompactionTrigger(FLUSHES_TO_A_COMPACTION)
                // Each command asks for a request id that is not there.
                .setMemtablePrefixBloomSizeRatio(MEMTABLE_BLOOM_RATIO)
                .setMemtableWholeKeyFiltering(true)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setCacheIndexAndFilterBlocks(true)
                        .setPinL0FilterAndIndexBlocksInCache(true)
                        // The index and the filter of a large file, each in one piece, take most of a megabyte: more
                        // than a
                        // part of the cache has room for, so that each look-up would read and decompress them again.
                        .setIndexType(IndexType.kTwoLevelIndexSearch)
                        .setPartitionFilters(true)
                        .setMetadataBlockSize(BLOCK_BYTES)
                        .setPinTopLevelIndexAndFilter(true)
                        .setFilterPolicy(filter)
                        .setBlockSize(BLOCK_BYTES)
                        .setChecksumType(ChecksumType.kXXH3)
                        .setFormatVersion(6));
        resources.push(cache);
        resources.push(filter);
        resources.push(options);
        return options;
    }
}
