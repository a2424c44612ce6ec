package io.cfguardian.raft.machine;

import io.cfguardian.raft.consensus.ConsensusNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** How much of a snapshot this node has fetched, in bytes; while one is taken or loaded, a number that always changes. */
final class Fetched implements LongSupplier {

    private final ConsensusNode consensus;
    private final Path fetching;

    Fetched(ConsensusNode consensus, RaftNodeSettings settings) {
        this.consensus = consensus;
        // Where JRaft puts the files until it has all of them.
        this.fetching =
                settings.consensus().dataDirectory().resolve("snapshots").resolve("temp");
    }

    @Override
    public long getAsLong() {
        if (consensus.isAtSnapshot()) {
            return System.nanoTime();
        }
        if (!Files.exists(fetching)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(fetching)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | UncheckedIOException moved) {
            // It is complete, or begins anew.
            return -1;
        }
    }
}
