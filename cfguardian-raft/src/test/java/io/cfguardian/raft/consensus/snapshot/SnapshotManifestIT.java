package io.cfguardian.raft.consensus.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotManifestIT {

    private static final byte[] META = "members".getBytes(StandardCharsets.UTF_8);
    private static final String JRAFT_FILE = "__raft_snapshot_meta";

    @TempDir
    Path directory = Path.of("");

    @BeforeEach
    void seal() throws IOException {
        Files.createDirectories(directory.resolve("state"));
        Files.writeString(directory.resolve("state/a.sst"), "some state");
        Files.writeString(directory.resolve("state/CURRENT"), "");
        Files.writeString(directory.resolve(JRAFT_FILE), "of JRaft");
        SnapshotManifest.seal(directory, 2540, 3, 2539, META).write(directory);
    }

    private SnapshotManifest verify() throws IOException {
        return SnapshotManifest.verify(directory, 2540, 3, META, Set.of(JRAFT_FILE));
    }

    private static void assertRefused(ThrowingCallable verification, String named) {
        assertThatThrownBy(verification)
                .isInstanceOf(DamagedSnapshotException.class)
                .hasMessageContaining(named);
    }

    @Test
    void wholeSnapshotIsAccepted() throws IOException {
        SnapshotManifest manifest = verify();
        assertThat(manifest.appliedIndex()).isEqualTo(2539);
        assertThat(manifest.files()).containsOnlyKeys("state/a.sst", "state/CURRENT");
    }

    @Test
    void everyFlippedByteOfAFileIsFound() throws IOException {
        Path file = directory.resolve("state/a.sst");
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 4;
            Files.write(file, flipped);
            assertRefused(this::verify, "a.sst");
        }
    }

    @Test
    void everyFlippedByteOfTheManifestIsFound() throws IOException {
        Path file = directory.resolve(SnapshotManifest.FILE);
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 1;
            Files.write(file, flipped);
            assertRefused(this::verify, SnapshotManifest.FILE);
        }
    }

    @Test
    void missingAndExtraFilesAreFound() throws IOException {
        Files.writeString(directory.resolve("state/b.sst"), "not mine");
        assertRefused(this::verify, "b.sst");
        Files.delete(directory.resolve("state/b.sst"));
        Files.delete(directory.resolve("state/CURRENT"));
        assertRefused(this::verify, "CURRENT");
    }

    @Test
    void missingManifestIsRefused() throws IOException {
        Files.delete(directory.resolve(SnapshotManifest.FILE));
        assertRefused(this::verify, "is missing");
    }

    @Test
    void anotherPlaceInTheLogOrMembershipIsRefused() {
        assertRefused(() -> SnapshotManifest.verify(directory, 2542, 3, META, Set.of(JRAFT_FILE)), "claims 2542 and 3");
        assertRefused(
                () -> SnapshotManifest.verify(directory, 2540, 3, new byte[] {1}, Set.of(JRAFT_FILE)), "membership");
    }
}
