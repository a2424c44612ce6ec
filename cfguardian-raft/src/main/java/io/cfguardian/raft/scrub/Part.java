package io.cfguardian.raft.scrub;

import io.cfguardian.raft.consensus.meta.DamagedMetaException;
import io.cfguardian.raft.consensus.meta.TermAndVoteFile;
import io.cfguardian.raft.consensus.snapshot.DamagedSnapshotException;
import io.cfguardian.raft.consensus.snapshot.SnapshotManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;

/** One thing to read again. */
sealed interface Part {

    /** The file, or the directory. */
    Path path();

    /** What is wrong with it, empty when nothing is. It may have been removed meanwhile, which is not wrong. */
    Optional<String> damage();

    /** A table of a RocksDB, with a checksum for each block. */
    record Table(Path path) implements Part {

        @Override
        public Optional<String> damage() {
            try (Options options = new Options();
                    SstFileReader reader = new SstFileReader(options)) {
                reader.open(path.toString());
                reader.verifyChecksum();
                return Optional.empty();
            } catch (RocksDBException found) {
                return Files.exists(path) ? Optional.of(path + ": " + found.getMessage()) : Optional.empty();
            }
        }
    }

    /** A file that a snapshot's manifest seals. */
    record Sealed(SnapshotManifest manifest, Path snapshot, String name) implements Part {

        @Override
        public Path path() {
            return snapshot.resolve(name);
        }

        @Override
        public Optional<String> damage() {
            try {
                manifest.verifyFile(snapshot, name);
                return Optional.empty();
            } catch (IOException found) {
                return Files.exists(snapshot) ? Optional.of(String.valueOf(found.getMessage())) : Optional.empty();
            }
        }
    }

    /** The manifest of a snapshot, which could not be read. */
    record BrokenSeal(Path path, DamagedSnapshotException found) implements Part {

        @Override
        public Optional<String> damage() {
            return Files.exists(path) ? Optional.of(String.valueOf(found.getMessage())) : Optional.empty();
        }
    }

    /** Term and vote. */
    record Vote(Path path) implements Part {

        @Override
        public Optional<String> damage() {
            try {
                TermAndVoteFile.open(path);
                return Optional.empty();
            } catch (DamagedMetaException found) {
                return Optional.of(String.valueOf(found.getMessage()));
            } catch (IOException found) {
                return Optional.of(path + ": " + found);
            }
        }
    }
}
