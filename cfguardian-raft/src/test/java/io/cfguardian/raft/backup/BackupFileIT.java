package io.cfguardian.raft.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.domain.decide.Transition;
import io.cfguardian.domain.document.Document;
import io.cfguardian.raft.codec.Codec;
import io.cfguardian.raft.store.Application;
import io.cfguardian.raft.store.KeySpace;
import io.cfguardian.raft.store.RocksStore;
import io.cfguardian.raft.store.StateDump.Entry;
import io.cfguardian.raft.store.StateDump.Portion;
import io.cfguardian.raft.store.StoreDump;
import io.cfguardian.raft.store.StoreSettings;
import io.cfguardian.testkit.example.Examples;
import io.cfguardian.testkit.generate.RandomEnvelopes;
import io.cfguardian.testkit.generate.Seed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backup holds is the state, and what is not as it was written is found. */
@SuppressWarnings("NullAway.Init") // Set before each test.
class BackupFileIT {

    private static final int MANY = 600;
    private static final int FEW = 25;
    private static final Path GOLDEN = Path.of("src/test/resources/golden/backup-1.cfgbackup");

    /** A prime, so that the positions fall differently in every block. */
    private static final int STRIDE = 41;

    @TempDir
    private Path directory;

    @Test
    void aStoreMadeOfABackupIsTheOneItWasTakenFrom() {
        Seed.run(random -> {
            Path run = Files.createTempDirectory(directory, "run");
            Path file = run.resolve("backup");
            List<String> before;
            try (RocksStore store = store(run.resolve("from"), random, MANY)) {
                BackupHeader header = write(store, file);
                before = StoreDump.of(store);
                var verified = BackupFile.verify(file, commit -> {});
                assertThat(verified.header()).isEqualTo(header);
                assertThat(verified.proved().head()).isEqualTo(store.position().head());
                assertThat(verified.texts()).isPositive();
            }
            BackupFile.load(file, settings(run.resolve("building")), run.resolve("checkpoint"));
            assertThat(run.resolve("building")).doesNotExist();
            try (RocksStore restored = open(run.resolve("to"))) {
                restored.restore(run.resolve("checkpoint"));
                assertThat(StoreDump.of(restored)).isEqualTo(before);
            }
        });
    }

    @Test
    void everyCommitIsShownInItsOrder() throws IOException {
        Path file = directory.resolve("backup");
        Files.write(file, backup(MANY));
        List<Long> revisions = new ArrayList<>();
        var verified = BackupFile.verify(
                file, commit -> revisions.add(commit.revision().value()));
        assertThat(revisions)
                .isEqualTo(
                        LongStream.rangeClosed(1, verified.header().revision().value())
                                .boxed()
                                .toList());
    }

    /**
     * What was ever written can be read, and is what this release writes of the same state. {@code -Dcfguardian.golden.write=true} writes the
     * file where there is none; nobody changes one that is there.
     */
    @Test
    void theGoldenFileIsReadAndWrittenAgainByteByByte() throws IOException {
        if (Boolean.getBoolean("cfguardian.golden.write") && Files.notExists(GOLDEN)) {
            Files.createDirectories(GOLDEN.getParent());
            Files.write(GOLDEN, backup(FEW));
        }
        BackupHeader header =
                BackupFile.load(GOLDEN, settings(directory.resolve("building")), directory.resolve("checkpoint"));
        assertThat(header.cluster()).isEqualTo("shop");
        Path again = directory.resolve("again");
        try (RocksStore restored = open(directory.resolve("to"))) {
            restored.restore(directory.resolve("checkpoint"));
            assertThat(write(restored, again)).isEqualTo(header);
        }
        assertThat(again).hasSameBinaryContentAs(GOLDEN);
    }

    @Test
    void aFileOfANewerReleaseIsToldFromADamagedOne() throws IOException {
        byte[] newer = backup(FEW);
        newer[BackupHeader.MAGIC.length + Integer.BYTES - 1] = 2;
        Path file = directory.resolve("newer");
        Files.write(file, newer);
        assertThatThrownBy(() -> BackupFile.verify(file, commit -> {}))
                .isInstanceOf(NewerBackupException.class)
                .hasMessage("it has format 2, this release reads 1");
    }

    @Test
    void aFlippedBitIsFoundWhereverItIs() throws IOException {
        byte[] good = backup(FEW);
        Path file = directory.resolve("damaged");
        for (int at = 0; at < good.length; at = next(at, good.length)) {
            byte[] bad = good.clone();
            bad[at] ^= (byte) (1 << at % 8);
            Files.write(file, bad);
            assertThatThrownBy(() -> BackupFile.verify(file, commit -> {}))
                    .as("byte %d of %d", at, good.length)
                    .isInstanceOf(UnusableBackupException.class);
        }
    }

    @Test
    void aFileThatIsCutShortOrGoesOnIsRefused() throws IOException {
        byte[] good = backup(FEW);
        Path file = directory.resolve("damaged");
        for (int length = 0; length < good.length; length = next(length, good.length)) {
            Files.write(file, Arrays.copyOf(good, length));
            assertThatThrownBy(() -> BackupFile.verify(file, commit -> {}))
                    .as("%d bytes of %d", length, good.length)
                    .isInstanceOf(UnusableBackupException.class);
        }
        Files.write(file, Arrays.copyOf(good, good.length + 1));
        assertThatThrownBy(() -> BackupFile.verify(file, commit -> {})).hasMessage("something follows its end");
    }

    @Test
    void aTextThatTheJournalDoesNotNameIsFoundThoughAllChecksumsFit() throws IOException {
        Path file = forged(KeySpace.DOCUMENT, value -> Codec.DOCUMENT.encode(another()));
        assertThatThrownBy(() -> BackupFile.verify(file, commit -> {}))
                .isInstanceOf(UnusableBackupException.class)
                .hasMessage("the texts of schemas and configs do not have the hashes that the journal names");
    }

    @Test
    void aVersionThatIsLeftOutIsFoundThoughAllChecksumsFit() throws IOException {
        Path file = forged(KeySpace.VERSION, value -> null);
        assertThatThrownBy(() -> BackupFile.verify(file, commit -> {}))
                .isInstanceOf(UnusableBackupException.class)
                .hasMessage("the versions of schemas and configs are not those that the journal names");
    }

    @Test
    void aCommitThatIsLeftOutIsNamed() throws IOException {
        Path file = forged(KeySpace.JOURNAL, value -> null);
        assertThatThrownBy(() -> BackupFile.verify(file, commit -> {}))
                .isInstanceOf(UnusableBackupException.class)
                .hasMessageContaining("revision 1 is missing, revision 2 found");
    }

    @Test
    void aRefusedFileLeavesNoCheckpoint() throws IOException {
        Path file = forged(KeySpace.JOURNAL, value -> null);
        assertThatThrownBy(() ->
                        BackupFile.load(file, settings(directory.resolve("building")), directory.resolve("checkpoint")))
                .isInstanceOf(UnusableBackupException.class);
        assertThat(directory.resolve("building")).doesNotExist();
        assertThat(directory.resolve("checkpoint")).doesNotExist();
    }

    private static int next(int at, int length) {
        // All of the header and of the end, and samples between.
        return at < 150 || at > length - 250 ? at + 1 : at + STRIDE;
    }

    private byte[] backup(int commands) throws IOException {
        Path file = directory.resolve("good");
        try (RocksStore store = store(directory.resolve("store"), new SplittableRandom(7), commands)) {
            write(store, file);
        }
        return Files.readAllBytes(file);
    }

    /** A backup whose first entry of one key space is another, or none, written with the right checksums. */
    private Path forged(KeySpace space, Forgery forgery) throws IOException {
        Path good = directory.resolve("good");
        Files.write(good, backup(MANY));
        Path file = directory.resolve("forged");
        try (BackupReader reader = BackupReader.open(good);
                OutputStream out = Files.newOutputStream(file)) {
            BackupWriter writer = new BackupWriter(out, reader.header());
            boolean forged = false;
            for (Optional<Portion> portion = reader.next(); portion.isPresent(); portion = reader.next()) {
                List<Entry> entries = new ArrayList<>(portion.get().entries());
                if (!forged && portion.get().space() == space) {
                    Entry first = entries.removeFirst();
                    byte @Nullable [] value = forgery.of(first.value());
                    if (value != null) {
                        entries.addFirst(new Entry(first.key(), value));
                    }
                    forged = true;
                }
                writer.write(new Portion(portion.get().space(), entries));
            }
            writer.finish();
        }
        return file;
    }

    private static Document another() {
        return Examples.json("{\"forged\":true}");
    }

    private static BackupHeader write(RocksStore store, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            return BackupFile.write(store, "shop", Examples.NOON, out);
        }
    }

    private static RocksStore store(Path directory, SplittableRandom random, int commands) {
        RocksStore store = open(directory);
        try (Application application = store.begin()) {
            RandomEnvelopes envelopes = new RandomEnvelopes(random, application);
            for (int i = 0; i < commands; i++) {
                Transition.step(application, application, envelopes.next());
            }
            application.commit(commands, 3);
        }
        return store;
    }

    private static RocksStore open(Path directory) {
        return RocksStore.open(settings(directory), failure -> {});
    }

    private static StoreSettings settings(Path directory) {
        return new StoreSettings(directory, 1 << 20, 1 << 20);
    }

    /** What takes the place of a value; null for nothing. */
    @FunctionalInterface
    private interface Forgery {
        byte @Nullable [] of(byte[] value);
    }
}
