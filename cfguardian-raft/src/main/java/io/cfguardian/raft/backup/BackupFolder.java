package io.cfguardian.raft.backup;

import io.cfguardian.app.backup.BackupArchive;
import io.cfguardian.app.backup.Backups;
import io.cfguardian.raft.store.DurableFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder of backups, {@code <cluster>.<node>.<time>.cfgbackup}, which many nodes may share: each looks at its own. A file is written
 * under another name, forced to disk, read again and proved, and only then gets its name; only its owner may read it. Used by one
 * thread.
 */
public final class BackupFolder implements BackupArchive {

    private static final String ENDING = ".cfgbackup";
    private static final String DRAFT = ".part";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path directory;
    private final String own;
    private final Backups backups;
    private final long freeBytesMin;

    /**
     * A folder that is made when it is first needed.
     *
     * @param freeBytesMin how much room a backup leaves on the disk, which may be the node's own
     */
    public BackupFolder(Path directory, String cluster, String node, Backups backups, long freeBytesMin) {
        this.directory = directory;
        this.own = cluster + "." + node + ".";
        this.backups = backups;
        this.freeBytesMin = freeBytesMin;
    }

    @Override
    public Optional<Instant> newest() throws IOException {
        return own().stream().findFirst().map(this::made);
    }

    @Override
    public Kept take(Instant now) throws IOException {
        Files.createDirectories(directory);
        removeDrafts();
        String name = own + TIME.format(now) + ENDING;
        Path draft = directory.resolve(name + DRAFT);
        try {
            write(draft);
            BackupHeader header = BackupFile.verify(draft, commit -> {}).header();
            long bytes = Files.size(draft);
            Files.move(draft, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            DurableFiles.sync(directory);
            return new Kept(name, header.made(), header.revision(), bytes);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    @Override
    public void prune(int newest, Kept last) throws IOException {
        List<Path> others =
                own().stream().filter(file -> !name(file).equals(last.name())).toList();
        for (Path old : others.subList(Math.min(newest - 1, others.size()), others.size())) {
            Files.delete(old);
        }
    }

    private void write(Path draft) throws IOException {
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel =
                FileChannel.open(draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
            backups.write(new Roomy(channel));
            channel.force(true);
        }
    }

    /** What a crash has left. */
    private void removeDrafts() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (name(file).startsWith(own) && name(file).endsWith(ENDING + DRAFT)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** This node's backups, the newest first. */
    private List<Path> own() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> time(file).isPresent())
                    .sorted(Comparator.comparing(BackupFolder::name).reversed())
                    .toList();
        }
    }

    private Instant made(Path file) {
        return time(file).orElseThrow();
    }

    private Optional<Instant> time(Path file) {
        String name = name(file);
        if (!name.startsWith(own) || !name.endsWith(ENDING)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.from(TIME.parse(name.substring(own.length(), name.length() - ENDING.length()))));
        } catch (DateTimeException another) {
            return Optional.empty();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** Fails before the disk is full. */
    private final class Roomy extends OutputStream {

        private static final long LOOK_EACH_BYTES = 16 << 20;

        private final FileChannel channel;
        private long bytes;
        private long look;

        Roomy(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            if (bytes >= look) {
                long free = Files.getFileStore(directory).getUsableSpace();
                if (free < freeBytesMin) {
                    throw new IOException(
                            "only " + free + " bytes are free in " + directory + ", expected " + freeBytesMin);
                }
                look = bytes + LOOK_EACH_BYTES;
            }
            ByteBuffer left = ByteBuffer.wrap(from, offset, length);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            bytes += length;
        }
    }
}
