package io.cfguardian.raft.scrub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What was found wrong with a node's files, kept beside them: RocksDB opens a database with a damaged table as if nothing were, so
 * without it the node would serve again after a restart until somebody reads the damaged block.
 */
public final class DamageNote {

    private final Path file;

    private DamageNote(Path file) {
        this.file = file;
    }

    /** The note in a node's directory, whether it was written or not. */
    public static DamageNote in(Path data) {
        return new DamageNote(data.resolve("damaged"));
    }

    /**
     * What was found, if anything was.
     *
     * @throws IOException when the note is there and cannot be read
     */
    public Optional<String> read() throws IOException {
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    /** Keeps what was found, unless something was before; on disk when this returns. */
    public void write(String found) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Files.writeString(file, found + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        for (Path path : new Path[] {file, file.toAbsolutePath().getParent()}) {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Where it lies. */
    @Override
    public String toString() {
        return file.toString();
    }
}
