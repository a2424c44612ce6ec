package io.cfguardian.raft.machine;

import io.cfguardian.raft.backup.BackupFile;
import io.cfguardian.raft.backup.BackupHeader;
import io.cfguardian.raft.consensus.SeededDirectory;
import io.cfguardian.raft.consensus.SeededDirectory.Place;
import io.cfguardian.raft.store.DurableFiles;
import io.cfguardian.raft.store.StoreSettings;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A node that begins with the state of a backup (docs/adr/0013-restore-before-the-first-start.md). Its directory is built under another
 * name and gets its own when it is whole and on disk, so that a crash at any moment leaves a node that refuses to start, or a whole
 * one.
 */
public final class RestoredNode {

    /** The name, in the data directory, of what is being built. */
    static final String UNFINISHED = "restoring";

    private RestoredNode() {}

    /** Whether a restore into a data directory was begun and not finished. */
    static boolean isUnfinished(Path data) {
        return Files.exists(data.resolve(UNFINISHED));
    }

    /**
     * Makes the data directory of a node that has never started, and proves the file on the way. What an earlier try left is
     * removed. Every node of the cluster gets the same file before the first of them starts.
     *
     * @param settings of the node; their members are those that vote in the new cluster
     * @return what the backup is of
     * @throws io.cfguardian.raft.backup.UnusableBackupException naming the first thing that is wrong with the file; no node was made
     * @throws DirectoryNotEmptyException when the node has started before, or was restored; nothing was changed
     * @throws IOException when the file cannot be read, the disk refuses, or the settings say that the node joins a cluster; no node was made
     * @throws io.cfguardian.raft.store.StoreFailure when the disk refuses; no node was made
     */
    public static BackupHeader restore(Path file, RaftNodeSettings settings) throws IOException {
        Path raft = settings.raft();
        Path state = settings.store().directory();
        if (Files.exists(raft) || Files.exists(state)) {
            throw new DirectoryNotEmptyException(settings.data().toString());
        }
        if (settings.consensus().initialMembers().isEmpty()) {
            throw new IOException(
                    "a node that joins a cluster is sent its state; without cluster.join it begins with the other nodes of"
                            + " cluster.members");
        }
        Path building = settings.data().resolve(UNFINISHED);
        DurableFiles.delete(building);
        Files.createDirectories(building);
        boolean done = false;
        try {
            BackupHeader header = lay(building, file, settings);
            Files.move(building, raft, StandardCopyOption.ATOMIC_MOVE);
            DurableFiles.sync(settings.data());
            done = true;
            return header;
        } finally {
            if (!done) {
                DurableFiles.delete(building);
            }
        }
    }

    private static BackupHeader lay(Path building, Path file, RaftNodeSettings settings) throws IOException {
        StoreSettings tuning = settings.store();
        StoreSettings loading =
                new StoreSettings(building.resolve("loading"), tuning.blockCacheBytes(), tuning.memtableBytes());
        AtomicReference<@Nullable BackupHeader> loaded = new AtomicReference<>();
        SeededDirectory.lay(building, settings.consensus().initialMembers(), directory -> {
            BackupHeader header = BackupFile.load(file, loading, directory);
            loaded.set(header);
            return new Place(header.index(), header.term());
        });
        BackupHeader header = loaded.get();
        if (header == null) {
            throw new IllegalStateException("a directory was laid without its state");
        }
        return header;
    }
}
