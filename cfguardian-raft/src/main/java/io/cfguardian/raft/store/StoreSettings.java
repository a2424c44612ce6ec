package io.cfguardian.raft.store;

import java.nio.file.Path;

/**
 * Where the store lies and how much memory it may use outside the Java heap.
 *
 * @param directory holds the store and nothing else
 * @param blockCacheBytes uncompressed blocks of data, indexes and filters that are kept in memory, at least 1 MiB
 * @param memtableBytes what is applied and not yet in a file; also, roughly, what a node applies again from the log after a crash;
 *     at least 1 MiB
 */
public record StoreSettings(Path directory, long blockCacheBytes, long memtableBytes) {

    private static final long MIB = 1 << 20;

    public StoreSettings {
        if (blockCacheBytes < MIB || memtableBytes < MIB) {
            throw new IllegalArgumentException("block cache and memtables have at least " + MIB + " bytes each, got "
                    + blockCacheBytes + " and " + memtableBytes);
        }
    }

    /** 64 MiB of blocks and 32 MiB of memtables. */
    public static StoreSettings of(Path directory) {
        return new StoreSettings(directory, 64 * MIB, 32 * MIB);
    }
}
