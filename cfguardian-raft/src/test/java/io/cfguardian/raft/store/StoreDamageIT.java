package io.cfguardian.raft.store;

import static io.cfguardian.testkit.example.Examples.hash;
import static io.cfguardian.testkit.example.Examples.nodeRequest;
import static io.cfguardian.testkit.example.Examples.project;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.app.replica.View;
import io.cfguardian.domain.cluster.FormatLevel;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.decide.Transition;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.Roster;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.raft.codec.Codec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** A store that is damaged, or not of this release, is refused in words; it is never read as something else. */
class StoreDamageIT {

    @TempDir
    private Path directory;

    private final List<StoreFailure> told = new ArrayList<>();

    @Test
    void aFlippedByteInAFileIsFoundByWhoReadsIt() throws Exception {
        fill(200);
        for (Path file : tables()) {
            flipByteIn(file);
        }

        try (RocksStore store = open();
                View view = store.view()) {
            assertThatThrownBy(() -> view.commits(Revision.ZERO, 1_000)).isInstanceOf(StoreFailure.Corrupt.class);
            assertThat(told).hasOnlyElementsOfType(StoreFailure.Corrupt.class).isNotEmpty();
            assertThatThrownBy(store::verifyChecksums).isInstanceOf(StoreFailure.Corrupt.class);
        } catch (StoreFailure.Corrupt alreadyAtOpen) {
            assertThat(alreadyAtOpen).hasMessageContaining("corrupt");
        }
    }

    @Test
    void anotherReleasesFormatIsRefused() throws Exception {
        fill(1);
        write(KeySpace.META, KeyLayout.META_FORMAT, KeyLayout.format(KeyLayout.FORMAT + 1));

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreFailure.UnknownFormat.class)
                .hasMessageContaining("format 2, this release reads 1");
    }

    @Test
    void aClusterThatWritesAHigherFormatLevelIsRefused() throws Exception {
        fill(1);
        FormatLevel next = new FormatLevel(FormatLevel.NEWEST.value() + 1);
        write(KeySpace.ENTITY, KeyLayout.entity(EntityKey.roster()), Codec.ENTITY.encode(Roster.of(next, List.of())));

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreFailure.UnknownFormat.class)
                .hasMessageContaining("format level 3, this release reads up to 2");
    }

    @Test
    void anotherReleasesKeySpaceIsRefused() throws Exception {
        fill(1);
        try (RocksStore store = open();
                ColumnFamilyHandle handle = store.current()
                        .rocks()
                        .createColumnFamily(new ColumnFamilyDescriptor("future".getBytes(StandardCharsets.US_ASCII)))) {
            assertThat(handle.getID()).isPositive();
        }

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreFailure.UnknownFormat.class)
                .hasMessageContaining("key spaces");
    }

    @Test
    void anotherReleasesValueIsRefused() throws Exception {
        fill(1);
        write(KeySpace.ENTITY, KeyLayout.project(project("p0")), new byte[] {2, 0});

        try (RocksStore store = open();
                View view = store.view()) {
            assertThatThrownBy(() -> view.project(project("p0")))
                    .isInstanceOf(StoreFailure.UnknownFormat.class)
                    .hasMessageContaining("entity");
        }
        assertThat(told).hasSize(1);
    }

    @Test
    void aValueUnderAnothersKeyIsRefused() throws Exception {
        fill(2);
        byte[] others = new byte[0];
        try (RocksStore store = open()) {
            others = store.current()
                    .rocks()
                    .get(store.current().handle(KeySpace.ENTITY), KeyLayout.project(project("p1")));
        }
        write(KeySpace.ENTITY, KeyLayout.project(project("p0")), others);

        try (RocksStore store = open();
                View view = store.view()) {
            assertThatThrownBy(() -> view.project(project("p0"))).isInstanceOf(StoreFailure.Corrupt.class);
            assertThatThrownBy(() -> view.projects(null, 10)).isInstanceOf(StoreFailure.Corrupt.class);
        }
    }

    @Test
    void aPointerToNothingIsRefused() throws Exception {
        fill(1);
        Files.writeString(directory.resolve("generation"), "db-7\n");

        assertThatThrownBy(this::open).isInstanceOf(StoreFailure.Corrupt.class).hasMessageContaining("generation");
    }

    @Test
    void aDatabaseWhoseFilesAreNotListedIsRefusedAsDamaged() throws Exception {
        fill(1);
        Files.writeString(directory.resolve("db-1").resolve("CURRENT"), "MANIFEST-999999\n");

        assertThatThrownBy(this::open).isInstanceOf(StoreFailure.Corrupt.class).hasMessageContaining("CURRENT");
    }

    @Test
    void aSecondProcessIsKeptOut() {
        try (RocksStore store = open()) {
            assertThat(store.position().index()).isZero();
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreFailure.InUse.class)
                    .hasMessageContaining("is in use by another process; stop it first");
        }
    }

    @Test
    void aClosedStoreSaysSoAndAnOpenViewGoesOn() throws Exception {
        fill(3);
        RocksStore store = open();
        try (View view = store.view()) {
            store.close();
            assertThat(view.projects(null, 10)).hasSize(3);
        }
        assertThatThrownBy(store::view).isInstanceOf(StoreFailure.Closed.class);
    }

    private RocksStore open() {
        return RocksStore.open(new StoreSettings(directory, 1 << 20, 1 << 20), told::add);
    }

    /** Applies {@code projects} commands, one an application, and puts them into files. */
    private void fill(int projects) {
        try (RocksStore store = open()) {
            for (int i = 0; i < projects; i++) {
                try (Application application = store.begin()) {
                    Transition.step(application, application, create("p" + i));
                    application.commit(i + 1, 1);
                }
            }
        }
    }

    private void write(KeySpace space, byte[] key, byte[] value) throws RocksDBException {
        try (RocksStore store = open();
                WriteBatch batch = new WriteBatch()) {
            batch.put(store.current().handle(space), key, value);
            store.current().write(batch);
        }
    }

    private List<Path> tables() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("db-1"))) {
            return files.filter(file -> file.toString().endsWith(".sst")).toList();
        }
    }

    private static void flipByteIn(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[content.length / 8] ^= 1;
        Files.write(file, content);
    }

    private static Envelope create(String key) {
        return new Envelope(
                nodeRequest(key),
                new Actor.Node(new Principal("alice")),
                null,
                Instant.EPOCH,
                hash(key),
                new CreateProject(new ProjectKey(key), "x".repeat(200)));
    }
}
