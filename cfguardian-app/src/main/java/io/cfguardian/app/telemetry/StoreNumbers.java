package io.cfguardian.app.telemetry;

/**
 * How the store of one node does, by its own estimates and counts.
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
 * @param work what it has done since it was opened
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
        long writesStopped,
        Work work) {

    /**
     * What a store has done since it was opened, at the start or when a snapshot took the place of the state.
     *
     * @param cacheHits blocks that were found in memory
     * @param cacheMisses blocks that were read from files
     * @param writtenBytes of changes
     * @param readBytes of values that were looked up, and of keys and values that were gone through
     * @param flushedBytes from memory into files
     * @param compactionReadBytes that compaction read
     * @param compactionWrittenBytes that compaction wrote
     * @param stallMicros for which writes were held up because files could not keep pace
     */
    public record Work(
            long cacheHits,
            long cacheMisses,
            long writtenBytes,
            long readBytes,
            long flushedBytes,
            long compactionReadBytes,
            long compactionWrittenBytes,
            long stallMicros) {}
}
