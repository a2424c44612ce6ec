package io.cfguardian.app.telemetry;

/**
 * How the store of one node does, by its own estimates.
 *
 * @param keys how many there are
 * @param liveBytes of data that is not overwritten
 * @param fileBytes of all files
 * @param memtableBytes of changes that are in no file yet
 * @param blockCacheBytes of files held in memory
 * @param snapshots views that are open, and keep old data
 * @param pendingCompactionBytes that are to be written anew
 * @param compactions under way
 * @param backgroundErrors since it was opened; any is an alarm
 * @param writesStopped 1 while it takes no writes, else 0
 */
public record StoreNumbers(
        long keys,
        long liveBytes,
        long fileBytes,
        long memtableBytes,
        long blockCacheBytes,
        long snapshots,
        long pendingCompactionBytes,
        long compactions,
        long backgroundErrors,
        long writesStopped) {}
