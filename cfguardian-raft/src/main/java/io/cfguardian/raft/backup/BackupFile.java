package io.cfguardian.raft.backup;

import io.cfguardian.domain.chain.Commit;
import io.cfguardian.raft.store.KeySpace;
import io.cfguardian.raft.store.Position;
import io.cfguardian.raft.store.RocksStore;
import io.cfguardian.raft.store.StateDump;
import io.cfguardian.raft.store.StateDump.Portion;
import io.cfguardian.raft.store.StateLoad;
import io.cfguardian.raft.store.StateProof;
import io.cfguardian.raft.store.StateProof.Proved;
import io.cfguardian.raft.store.StateProof.Refuted;
import io.cfguardian.raft.store.StoreSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** Backups as wholes: written from a store, or proved. Without state; memory is that of a few blocks, however large the state is. */
public final class BackupFile {

    private BackupFile() {}

    /**
     * What a proof of a backup gave.
     *
     * @param header what the backup is of
     * @param proved what its journal and versions are
     * @param texts how many versions of schemas and configs have their texts in it
     */
    public record Verified(BackupHeader header, Proved proved, long texts) {}

    /**
     * Writes the state of a store as of now.
     *
     * @param cluster the cluster's name
     * @param made what its clock says
     * @return what was written
     * @throws IOException when {@code out} fails; what was written is no backup then
     * @throws io.cfguardian.raft.store.StoreFailure when the store fails
     */
    public static BackupHeader write(RocksStore store, String cluster, Instant made, OutputStream out)
            throws IOException {
        try (StateDump dump = store.dump()) {
            Position position = dump.position();
            if (position.index() < 1) {
                throw new IOException("the node has no state yet");
            }
            BackupHeader header = new BackupHeader(
                    cluster,
                    position.head().revision(),
                    position.head().chainHash(),
                    position.head().time(),
                    position.index(),
                    position.term(),
                    made.truncatedTo(ChronoUnit.MILLIS),
                    RocksStore.LAYOUT);
            BackupWriter writer = new BackupWriter(out, header);
            Optional<Portion> portion = dump.next(BackupWriter.BLOCK_BYTES);
            while (portion.isPresent()) {
                writer.write(portion.get());
                portion = dump.next(BackupWriter.BLOCK_BYTES);
            }
            writer.finish();
            return header;
        }
    }

    /** Whether a file begins as a backup does, of whatever format; nothing is said of the rest. */
    public static boolean isBackup(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(BackupHeader.MAGIC.length), BackupHeader.MAGIC);
        }
    }

    /**
     * Reads all of a file and proves it: every block, the SHA-256 of the whole, every link of the chain, every text.
     *
     * @param commits is shown each commit, the first one first, before the proof has ended
     * @throws UnusableBackupException naming the first thing that is wrong
     * @throws IOException when the file cannot be read
     */
    public static Verified verify(Path file, Consumer<Commit> commits) throws IOException {
        return read(file, commits, portion -> {});
    }

    private static Verified read(Path file, Consumer<Commit> commits, Consumer<Portion> taker) throws IOException {
        try (BackupReader reader = BackupReader.open(file)) {
            BackupHeader header = reader.header();
            if (header.layout() != RocksStore.LAYOUT) {
                throw new NewerBackupException("layout", header.layout(), RocksStore.LAYOUT);
            }
            StateProof proof = new StateProof(commits);
            Optional<Portion> portion = reader.next();
            while (portion.isPresent()) {
                proof.add(portion.get());
                taker.accept(portion.get());
                portion = reader.next();
            }
            Proved proved = proof.end();
            if (!proved.head().revision().equals(header.revision())
                    || !proved.head().chainHash().equals(header.chainHead())
                    || !proved.head().time().equals(header.logTime())) {
                throw new UnusableBackupException("its header says revision " + header.revision() + " with "
                        + header.chainHead() + ", its state revision "
                        + proved.head().revision() + " with " + proved.head().chainHash());
            }
            return new Verified(header, proved, reader.entries(KeySpace.DOCUMENT));
        } catch (Refuted refuted) {
            throw new UnusableBackupException(String.valueOf(refuted.getMessage()));
        }
    }

    /**
     * Makes a checkpoint of a store out of a file, proving the file on the way. After an exception there is no checkpoint.
     *
     * @param building where to build; its directory must not exist and is removed again
     * @param checkpoint is made, beside {@code building} on the same file system; the caller makes it durable
     * @throws UnusableBackupException naming the first thing that is wrong
     * @throws IOException when a file cannot be read or written
     */
    public static BackupHeader load(Path file, StoreSettings building, Path checkpoint) throws IOException {
        try (StateLoad load = StateLoad.begin(building)) {
            BackupHeader header = read(file, commit -> {}, load::add).header();
            load.checkpoint(checkpoint, header.index(), header.term());
            return header;
        }
    }
}
