package io.cfguardian.server.cluster;

import io.cfguardian.testkit.cluster.ProcessCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A real file system of a set size for one node's data: ext4 in a file beside it, mounted where the node's process alone sees it, so
 * that nothing is left of the mount when the process ends. Needs root.
 */
record SmallDisk(ProcessCluster cluster, int node) {

    private static final String FILLER = "filler";
    private static final int CHUNK_BYTES = 256 << 10;

    /** What starts a node, in its home, on such a disk. */
    static List<String> launcher(int mebibytes) {
        return List.of("unshare", "-m", "sh", "-ec", """
                mkdir -p data
                if [ ! -e disk.img ]; then
                    truncate -s %dM disk.img
                    mkfs.ext4 -q -m 0 -E lazy_itable_init=0 disk.img
                fi
                mount -o loop,errors=remount-ro disk.img data
                exec "$@"
                """.formatted(mebibytes), "sh");
    }

    /** Whether this process may mount. */
    static boolean isPossible() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException noLinux) {
            return false;
        }
    }

    /** Writes a file until the disk has {@code bytesLeft}, or until it is full. The node must live. */
    void fillTo(long bytesLeft) {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        try (FileChannel filler = FileChannel.open(
                inside().resolve(FILLER),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND)) {
            while (usableBytes() > bytesLeft) {
                chunk.rewind();
                chunk.limit(Math.clamp(usableBytes() - bytesLeft, 1, CHUNK_BYTES));
                filler.write(chunk);
            }
        } catch (IOException full) {
            // That is what was wanted.
        }
    }

    /** Removes that file; the node may live or not. */
    void empty() {
        try {
            if (cluster.isAlive(node)) {
                Files.deleteIfExists(inside().resolve(FILLER));
                return;
            }
            Process clean = new ProcessBuilder(
                            "unshare", "-m", "sh", "-ec", "mount -o loop disk.img data && rm -f data/" + FILLER)
                    .directory(cluster.data(node).resolveSibling(".").toFile())
                    .inheritIO()
                    .start();
            if (clean.waitFor() != 0) {
                throw new IllegalStateException("the disk of a dead node could not be emptied");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Has the file system find an error in itself, over which it lets nobody write any more. The node must live. */
    void failToReadOnly() {
        try {
            String device = Files.readAllLines(Path.of("/proc/" + cluster.pid(node) + "/mounts")).stream()
                    .map(line -> line.split(" ", 3))
                    .filter(mount -> Path.of(mount[1]).equals(cluster.data(node)))
                    .map(mount -> mount[0].replace("/dev/", ""))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(Path.of("/sys/fs/ext4", device, "trigger_fs_error"), "1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long usableBytes() {
        return inside().toFile().getUsableSpace();
    }

    /** The node's data, by way of its process: nobody else sees the mount. */
    private Path inside() {
        return Path.of("/proc/" + cluster.pid(node) + "/root" + cluster.data(node));
    }
}
