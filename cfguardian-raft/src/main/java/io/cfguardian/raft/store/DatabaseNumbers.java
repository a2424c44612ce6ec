package io.cfguardian.raft.store;

import io.cfguardian.app.telemetry.StoreNumbers;
import io.cfguardian.app.telemetry.StoreNumbers.Work;
import java.util.EnumSet;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.HistogramType;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Statistics;
import org.rocksdb.StatsLevel;
import org.rocksdb.TickerType;

/** What a RocksDB tells of itself at once: its properties and its tickers. Without state. */
final class DatabaseNumbers {

    private DatabaseNumbers() {}

    /**
     * What a database counts by: events and bytes, in counters that each processor has of its own. RocksDB takes the time of reads and
     * writes only for the histograms, and leaves that be where these are ignored.
     */
    static Statistics counting() {
        Statistics statistics = new Statistics(EnumSet.complementOf(EnumSet.of(HistogramType.HISTOGRAM_ENUM_MAX)));
        statistics.setStatsLevel(StatsLevel.EXCEPT_DETAILED_TIMERS);
        return statistics;
    }

    /** @param any one of the column families: they share one block cache, so each tells of all of it */
    static StoreNumbers of(RocksDB rocks, ColumnFamilyHandle any, Statistics statistics) {
        try {
            return new StoreNumbers(
                    rocks.getAggregatedLongProperty("rocksdb.estimate-num-keys"),
                    rocks.getAggregatedLongProperty("rocksdb.estimate-live-data-size"),
                    rocks.getAggregatedLongProperty("rocksdb.total-sst-files-size"),
                    rocks.getAggregatedLongProperty("rocksdb.cur-size-all-mem-tables"),
                    rocks.getLongProperty(any, "rocksdb.block-cache-usage"),
                    rocks.getLongProperty("rocksdb.num-snapshots"),
                    rocks.getAggregatedLongProperty("rocksdb.estimate-pending-compaction-bytes"),
                    rocks.getLongProperty("rocksdb.num-running-compactions"),
                    rocks.getLongProperty("rocksdb.background-errors"),
                    rocks.getLongProperty("rocksdb.is-write-stopped"),
                    work(statistics));
        } catch (RocksDBException e) {
            throw Database.failure(e, "the properties of the database");
        }
    }

    private static Work work(Statistics statistics) {
        return new Work(
                statistics.getTickerCount(TickerType.BLOCK_CACHE_HIT),
                statistics.getTickerCount(TickerType.BLOCK_CACHE_MISS),
                statistics.getTickerCount(TickerType.BYTES_WRITTEN),
                statistics.getTickerCount(TickerType.BYTES_READ)
                        + statistics.getTickerCount(TickerType.ITER_BYTES_READ),
                statistics.getTickerCount(TickerType.FLUSH_WRITE_BYTES),
                statistics.getTickerCount(TickerType.COMPACT_READ_BYTES),
                statistics.getTickerCount(TickerType.COMPACT_WRITE_BYTES),
                statistics.getTickerCount(TickerType.STALL_MICROS));
    }
}
