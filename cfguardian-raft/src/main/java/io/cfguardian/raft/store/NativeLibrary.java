package io.cfguardian.raft.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RocksDB's native code, which lies in its jar and must be a file to be loaded. By itself it takes a new file in the directory for temporary
 * ones at each start, and a process that is killed leaves it there: 15 MiB each time. In a directory of its own it has one name.
 */
final class NativeLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);

    private NativeLibrary() {}

    /** Loads it from a file in {@code directory}; does nothing when this process has it already. */
    static void load(Path directory) {
        try {
            NativeLibraryLoader.getInstance().loadLibrary(directory.toString());
        } catch (IOException | UnsatisfiedLinkError notFromThere) {
            // As from a file system that is full, or that nothing may be run from.
            remove(directory);
            RocksDB.loadLibrary();
        }
    }

    private static void remove(Path directory) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, "librocksdbjni*")) {
            for (Path file : left) {
                Files.delete(file);
            }
        } catch (IOException stays) {
            LOG.debug("a part of a library stays in {}", directory, stays);
        }
    }
}
