package io.cfguardian.raft.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.app.backup.BackupArchive.Kept;
import io.cfguardian.app.backup.Backups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder holds whole backups and nothing else, whatever happens while one is taken. */
@SuppressWarnings("NullAway.Init") // Set before each test.
class BackupFolderIT {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/backup-1.cfgbackup");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path parent;

    private Path directory;
    private byte[] golden;

    @BeforeEach
    void read() throws IOException {
        directory = parent.resolve("backups");
        golden = Files.readAllBytes(GOLDEN);
    }

    @Test
    void aBackupIsProvedAndReadableByItsOwnerAlone() throws IOException {
        Kept kept = folder(out -> out.write(golden)).take(NOON);
        Path file = directory.resolve("shop.n1.20261121T120000.000Z.cfgbackup");
        assertThat(kept.name()).isEqualTo(String.valueOf(file.getFileName()));
        assertThat(kept.bytes()).isEqualTo(golden.length);
        assertThat(kept.revision())
                .isEqualTo(BackupFile.verify(GOLDEN, commit -> {}).header().revision());
        assertThat(file).hasBinaryContent(golden);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder(out -> {}).newest()).contains(NOON);
    }

    @Test
    void whatIsNotWholeIsNotKept() throws IOException {
        assertThatThrownBy(() ->
                        folder(out -> out.write(golden, 0, golden.length - 1)).take(NOON))
                .isInstanceOf(UnusableBackupException.class);
        assertThatThrownBy(() -> folder(out -> {
                            out.write(golden, 0, 100);
                            throw new IOException("No space left on device");
                        })
                        .take(NOON))
                .hasMessage("No space left on device");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aDiskWithTooLittleRoomIsLeftAlone() {
        BackupFolder full = new BackupFolder(directory, "shop", "n1", out -> out.write(golden), Long.MAX_VALUE);
        assertThatThrownBy(() -> full.take(NOON))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bytes are free in");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void theOldestOfThisNodeAreRemovedAndNobodyElses() throws IOException {
        BackupFolder folder = folder(out -> out.write(golden));
        new BackupFolder(directory, "shop", "n2", out -> out.write(golden), 0).take(NOON);
        Files.writeString(directory.resolve("notes.txt"), "kept");
        Kept last = folder.take(NOON);
        for (int day = 1; day <= 4; day++) {
            last = folder.take(NOON.plus(Duration.ofDays(day)));
        }
        folder.prune(2, last);
        assertThat(names())
                .containsExactlyInAnyOrder(
                        "notes.txt",
                        "shop.n2.20261121T120000.000Z.cfgbackup",
                        "shop.n1.20261124T120000.000Z.cfgbackup",
                        "shop.n1.20261125T120000.000Z.cfgbackup");
    }

    @Test
    void theLastIsKeptThoughAWrongClockMadeItTheOldest() throws IOException {
        BackupFolder folder = folder(out -> out.write(golden));
        folder.take(NOON);
        Kept last = folder.take(NOON.minus(Duration.ofDays(900)));
        folder.prune(1, last);
        assertThat(names()).containsExactly(last.name());
    }

    @Test
    void whatACrashLeftIsRemovedAndNobodyElses() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("shop.n1.20261120T120000.000Z.cfgbackup.part"), "half");
        Files.writeString(directory.resolve("shop.n2.20261120T120000.000Z.cfgbackup.part"), "being written");
        Kept kept = folder(out -> out.write(golden)).take(NOON);
        assertThat(names()).containsExactlyInAnyOrder(kept.name(), "shop.n2.20261120T120000.000Z.cfgbackup.part");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    private BackupFolder folder(Backups backups) {
        return new BackupFolder(directory, "shop", "n1", backups, 0);
    }
}
