package io.cfguardian.raft.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Changes of the file system that are on disk when they return. Without state. */
public final class DurableFiles {

    private DurableFiles() {}

    /** Puts a small file in the place of whatever has its name: a reader, and a crash, sees the old or the new. */
    static void replace(Path file, String content) throws IOException {
        Path directory = parent(file);
        Path next = directory.resolve(file.getFileName() + ".tmp");
        Files.write(next, content.getBytes(StandardCharsets.UTF_8));
        sync(next);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(directory);
    }

    /** Forces a file, or a directory's entries, to disk. */
    public static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes a directory and what is in it, if it is there; does not follow links. */
    public static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
                for (Path child : children) {
                    delete(child);
                }
            }
        }
        Files.deleteIfExists(path);
    }

    /**
     * Makes a directory with the files of another: those that are never changed in place are linked, the rest is copied. On disk
     * when it returns, except for the entry of the new directory in its parent.
     */
    static void cloneDatabase(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
            for (Path file : files) {
                Path copy = to.resolve(file.getFileName());
                if (file.toString().endsWith(".sst")) {
                    linkOrCopy(file, copy);
                } else {
                    Files.copy(file, copy);
                }
                sync(copy);
            }
        }
        sync(to);
    }

    private static void linkOrCopy(Path file, Path copy) throws IOException {
        try {
            Files.createLink(copy, file);
        } catch (IOException | UnsupportedOperationException otherFileSystem) {
            Files.copy(file, copy);
        }
    }

    private static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("no directory holds " + file);
        }
        return parent;
    }
}
