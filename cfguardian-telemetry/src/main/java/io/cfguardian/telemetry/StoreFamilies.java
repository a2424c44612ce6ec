package io.cfguardian.telemetry;

import io.cfguardian.app.telemetry.StoreNumbers;
import io.cfguardian.app.telemetry.StoreNumbers.Work;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** The families of the store. */
final class StoreFamilies {

    private StoreFamilies() {}

    static void write(StoreNumbers numbers, Sheet sheet) {
        sheet.gauge("cfguardian_store_keys", "Keys in the store, estimated.", numbers.keys());
        sheet.gauge(
                "cfguardian_store_live_data_bytes",
                "Data in the store that is not overwritten, estimated.",
                numbers.liveBytes());
        sheet.gauge("cfguardian_store_files_bytes", "All files of tables of the store.", numbers.fileBytes());
        sheet.gauge(
                "cfguardian_store_memtables_bytes",
                "Memory of changes that are in no file yet.",
                numbers.memtableBytes());
        sheet.gauge(
                "cfguardian_store_block_cache_bytes", "Memory of what was read from files.", numbers.blockCacheBytes());
        sheet.gauge(
                "cfguardian_store_snapshots",
                "Snapshots that are open: one of the newest state, others of older ones that somebody reads, which keep old data.",
                numbers.snapshots());
        sheet.gauge(
                "cfguardian_store_pending_compaction_bytes",
                "Data that is to be written anew, estimated.",
                numbers.pendingCompactionBytes());
        sheet.gauge("cfguardian_store_compactions", "Compactions under way.", numbers.compactions());
        sheet.gauge(
                "cfguardian_store_background_errors",
                "Errors of background work since the store was opened. Any is an alarm.",
                numbers.backgroundErrors());
        sheet.gauge(
                "cfguardian_store_writes_stopped", "Whether the store takes no writes now.", numbers.writesStopped());
        write(numbers.work(), sheet);
    }

    private static void write(Work work, Sheet sheet) {
        sheet.counter("cfguardian_store_block_cache_hits_total", "Blocks that were found in memory.", work.cacheHits());
        sheet.counter(
                "cfguardian_store_block_cache_misses_total",
                "Blocks that had to be read from files.",
                work.cacheMisses());
        sheet.counter("cfguardian_store_written_bytes_total", "Changes that were written.", work.writtenBytes());
        sheet.counter("cfguardian_store_read_bytes_total", "Keys and values that were read.", work.readBytes());
        sheet.counter(
                "cfguardian_store_flushed_bytes_total", "Files that were made of memtables.", work.flushedBytes());
        sheet.counter(
                "cfguardian_store_compaction_read_bytes_total",
                "Files that compaction read.",
                work.compactionReadBytes());
        sheet.counter(
                "cfguardian_store_compaction_written_bytes_total",
                "Files that compaction wrote.",
                work.compactionWrittenBytes());
        sheet.secondsCounter(
                "cfguardian_store_stall_seconds_total",
                "For how long writes were held up because files could not keep pace.",
                Duration.of(work.stallMicros(), ChronoUnit.MICROS));
    }
}
