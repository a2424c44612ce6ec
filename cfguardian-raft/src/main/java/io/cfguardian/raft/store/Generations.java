package io.cfguardian.raft.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which of the databases in the store's directory is the store. Each has a directory {@code db-<n>}; the file {@code generation}
 * names one, is replaced atomically, and is written only when what it names is whole and on disk. So a crash at any moment leaves
 * the old store or the new one; the other directories are leftovers, removed at the next start. Without the file there is no
 * store yet.
 *
 * <p>Used by the thread that opens the store, then by the apply thread alone.
 */
final class Generations {

    private static final String POINTER = "generation";
    private static final Pattern NAME = Pattern.compile("db-([1-9][0-9]{0,17})");

    private final Path directory;
    private long current;

    private Generations(Path directory, long current) {
        this.directory = directory;
        this.current = current;
    }

    /** Finds the store in {@code directory}, which is made if need be, and removes leftovers. */
    static Generations open(Path directory) throws IOException {
        Files.createDirectories(directory);
        Generations generations = new Generations(directory, read(directory.resolve(POINTER)));
        generations.sweep();
        return generations;
    }

    /** Whether there is a store already. */
    boolean exists() {
        return current > 0;
    }

    /** Where the store is. */
    Path current() {
        return path(current);
    }

    /** Where the next one is to be built; there is nothing yet. */
    Path prepare() throws IOException {
        Path next = path(current + 1);
        DurableFiles.delete(next);
        return next;
    }

    /** Makes the one that {@link #prepare} gave, and is now whole and on disk, the store. */
    void advance() throws IOException {
        DurableFiles.sync(directory);
        DurableFiles.replace(directory.resolve(POINTER), path(current + 1).getFileName() + "\n");
        current++;
    }

    private void sweep() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                boolean leftover = NAME.matcher(name(entry)).matches() && !(exists() && entry.equals(current()));
                if (leftover || name(entry).equals(POINTER + ".tmp")) {
                    DurableFiles.delete(entry);
                }
            }
        }
    }

    private Path path(long generation) {
        return directory.resolve("db-" + generation);
    }

    private static long read(Path pointer) throws IOException {
        if (!Files.exists(pointer)) {
            return 0;
        }
        String text = Files.readString(pointer);
        Matcher matcher = NAME.matcher(text.strip());
        if (!matcher.matches() || !Files.isDirectory(pointer.resolveSibling(text.strip()))) {
            throw new StoreFailure.Corrupt("the file " + pointer, "it does not name a database beside it", null);
        }
        return Long.parseLong(matcher.group(1));
    }

    private static String name(Path entry) {
        @Nullable Path name = entry.getFileName();
        return name == null ? "" : name.toString();
    }
}
