package io.cfguardian.raft.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/**
 * A file that is only there to be removed: its bytes are what a node has left when the disk is full, to stop in order, to start
 * again, to delete and to take a snapshot. Used by one thread at a time.
 */
final class Ballast {

    private static final int CHUNK_BYTES = 1 << 20;

    private final Path file;
    private final long bytes;

    /**
     * @param file beside the node's data
     * @param bytes 0 for none
     */
    Ballast(Path file, long bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    long bytes() {
        return bytes;
    }

    /** Whether all of it lies there. */
    boolean isLaid() throws IOException {
        return bytes == 0 || (Files.exists(file) && Files.size(file) == bytes);
    }

    /** Lays it, on disk when this returns. What a crash or a full disk left of an earlier try is removed. */
    void lay() throws IOException {
        release();
        Path unfinished = unfinished();
        try {
            write(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            Files.deleteIfExists(unfinished);
            throw failed;
        }
    }

    /** Gives its bytes back to the file system. */
    void release() throws IOException {
        Files.deleteIfExists(unfinished());
        Files.deleteIfExists(file);
    }

    private void write(Path to) throws IOException {
        // Noise: a file system that compresses would set nothing aside for zeros.
        byte[] noise = new byte[CHUNK_BYTES];
        new SplittableRandom(bytes).nextBytes(noise);
        try (FileChannel channel = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long left = bytes; left > 0; ) {
                ByteBuffer chunk = ByteBuffer.wrap(noise, 0, (int) Math.min(left, CHUNK_BYTES));
                while (chunk.hasRemaining()) {
                    left -= channel.write(chunk);
                }
                // Piece by piece, or the log's own writes would wait behind all of it.
                channel.force(true);
            }
        }
    }

    private Path unfinished() {
        return file.resolveSibling(file.getFileName() + ".tmp");
    }
}
