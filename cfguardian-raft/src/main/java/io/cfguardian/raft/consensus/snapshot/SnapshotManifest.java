package io.cfguardian.raft.consensus.snapshot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a snapshot consists of: its place in the log, and the size and SHA-256 of every file. A text file in the snapshot, whose
 * last line is the SHA-256 of all lines above it:
 *
 * <pre>
 * cfguardian-snapshot 1
 * included 2540 3
 * applied 2539
 * meta 9f86d081...
 * file 4096 2c26b46b... state/000012.sst
 * end 5e884898...
 * </pre>
 *
 * @param includedIndex the last log index that the snapshot stands for
 * @param includedTerm that entry's term
 * @param appliedIndex the state's own applied index; lower than {@code includedIndex} when the last entries were not commands, higher when the
 *     snapshot was taken while a restarted node replayed what its state already held
 * @param metaSha256 of JRaft's snapshot meta message, which holds the membership
 * @param files by relative name
 */
public record SnapshotManifest(
        long includedIndex,
        long includedTerm,
        long appliedIndex,
        String metaSha256,
        SortedMap<String, FileSeal> files) {

    /** The manifest's own file name. */
    public static final String FILE = "snapshot.manifest";

    private static final String FORMAT = "cfguardian-snapshot 1";
    private static final String HASH = "[0-9a-f]{64}";

    public SnapshotManifest {
        Objects.requireNonNull(metaSha256, "metaSha256");
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * A file's size and hash.
     *
     * @param bytes 0 or more
     * @param sha256 64 hexadecimal digits
     */
    public record FileSeal(long bytes, String sha256) {
        static FileSeal of(Path file) throws IOException {
            return new FileSeal(Files.size(file), SnapshotDirectory.sha256(file));
        }
    }

    /** Seals the state's files below a snapshot directory; reads all of them. */
    public static SnapshotManifest seal(
            Path directory, long includedIndex, long includedTerm, long appliedIndex, byte[] meta) throws IOException {
        SortedMap<String, FileSeal> files = new TreeMap<>();
        Path state = directory.resolve(SnapshotDirectory.STATE);
        for (String name : SnapshotDirectory.files(state)) {
            files.put(SnapshotDirectory.STATE + "/" + name, FileSeal.of(state.resolve(name)));
        }
        return new SnapshotManifest(includedIndex, includedTerm, appliedIndex, SnapshotDirectory.sha256(meta), files);
    }

    /** Writes the manifest into the snapshot directory; the caller makes it durable. */
    public void write(Path directory) throws IOException {
        Files.writeString(directory.resolve(FILE), text(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** The hash of the manifest's own file. */
    public String sha256() {
        return SnapshotDirectory.sha256(text().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads the manifest of a snapshot and verifies everything that it says: its own hash, the log's place and membership against what
     * JRaft stored, each file's presence, size and hash, and that there is no other file.
     *
     * @param directory the snapshot
     * @param includedIndex what JRaft's meta says
     * @param includedTerm what JRaft's meta says
     * @param meta JRaft's snapshot meta message
     * @param allowedBeside names of files that are JRaft's own
     * @throws DamagedSnapshotException if anything differs
     */
    public static SnapshotManifest verify(
            Path directory, long includedIndex, long includedTerm, byte[] meta, Set<String> allowedBeside)
            throws IOException {
        Path path = directory.resolve(FILE);
        if (!Files.exists(path)) {
            throw new DamagedSnapshotException(path + " is missing");
        }
        SnapshotManifest manifest = parse(path, Files.readString(path, StandardCharsets.ISO_8859_1));
        if (manifest.includedIndex != includedIndex || manifest.includedTerm != includedTerm) {
            throw new DamagedSnapshotException(path + " is of index " + manifest.includedIndex + " and term "
                    + manifest.includedTerm + ", but the snapshot claims " + includedIndex + " and " + includedTerm);
        }
        if (!manifest.metaSha256.equals(SnapshotDirectory.sha256(meta))) {
            throw new DamagedSnapshotException("the membership stored in " + directory + " is not what was saved");
        }
        manifest.verifyFiles(directory, allowedBeside);
        return manifest;
    }

    /**
     * Reads the manifest of a snapshot and verifies its own hash, and nothing else.
     *
     * @throws DamagedSnapshotException when it is not what was saved
     */
    public static SnapshotManifest read(Path directory) throws IOException {
        Path path = directory.resolve(FILE);
        return parse(path, Files.readString(path, StandardCharsets.ISO_8859_1));
    }

    /**
     * Verifies one of {@link #files}.
     *
     * @throws DamagedSnapshotException when it is not what was saved
     */
    public void verifyFile(Path directory, String name) throws IOException {
        Path path = directory.resolve(name);
        if (!Files.isRegularFile(path)) {
            throw new DamagedSnapshotException(path + " is missing");
        }
        if (!FileSeal.of(path).equals(files.get(name))) {
            throw new DamagedSnapshotException(path + " is not what was saved (size or SHA-256)");
        }
    }

    private void verifyFiles(Path directory, Set<String> allowedBeside) throws IOException {
        for (String name : SnapshotDirectory.files(directory)) {
            if (!files.containsKey(name) && !name.equals(FILE) && !allowedBeside.contains(name)) {
                throw new DamagedSnapshotException(directory.resolve(name) + " is not in the snapshot's manifest");
            }
        }
        for (String name : files.keySet()) {
            verifyFile(directory, name);
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder(FORMAT).append('\n');
        text.append("included ")
                .append(includedIndex)
                .append(' ')
                .append(includedTerm)
                .append('\n');
        text.append("applied ").append(appliedIndex).append('\n');
        text.append("meta ").append(metaSha256).append('\n');
        files.forEach((name, seal) -> text.append("file ")
                .append(seal.bytes())
                .append(' ')
                .append(seal.sha256())
                .append(' ')
                .append(name)
                .append('\n'));
        String above = text.toString();
        return above + "end " + SnapshotDirectory.sha256(above.getBytes(StandardCharsets.UTF_8)) + "\n";
    }

    private static SnapshotManifest parse(Path path, String text) throws DamagedSnapshotException {
        int end = text.lastIndexOf("end ");
        String above = end < 0 ? "" : text.substring(0, end);
        String expected = "end " + SnapshotDirectory.sha256(above.getBytes(StandardCharsets.ISO_8859_1)) + "\n";
        if (end < 0 || !text.substring(end).equals(expected)) {
            throw new DamagedSnapshotException(path + " is not what was saved (its own SHA-256)");
        }
        List<String> lines = above.lines().toList();
        try {
            String[] included = fields(lines.get(1), "included", 3);
            String[] applied = fields(lines.get(2), "applied", 2);
            String[] meta = fields(lines.get(3), "meta", 2);
            if (!lines.get(0).equals(FORMAT) || !meta[1].matches(HASH)) {
                throw new DamagedSnapshotException(path + " has another format, expected " + FORMAT);
            }
            SortedMap<String, FileSeal> files = new TreeMap<>();
            for (String line : lines.subList(4, lines.size())) {
                String[] file = fields(line, "file", 4);
                files.put(file[3], new FileSeal(Long.parseLong(file[1]), file[2]));
            }
            return new SnapshotManifest(
                    Long.parseLong(included[1]),
                    Long.parseLong(included[2]),
                    Long.parseLong(applied[1]),
                    meta[1],
                    files);
        } catch (IndexOutOfBoundsException | NumberFormatException otherFormat) {
            throw new DamagedSnapshotException(path + " has another format, expected " + FORMAT);
        }
    }

    private static String[] fields(String line, String name, int count) {
        String[] fields = line.split(" ", count);
        if (fields.length != count || !fields[0].equals(name)) {
            throw new IndexOutOfBoundsException(line);
        }
        return fields;
    }
}
