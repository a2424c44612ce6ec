package io.cfguardian.telemetry;

import io.cfguardian.app.telemetry.StoreNumbers;

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
        sheet.gauge("cfguardian_store_snapshots", "Open views, which keep old data.", numbers.snapshots());
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
    }
}
