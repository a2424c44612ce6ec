package io.cfguardian.app.backup;

import io.cfguardian.domain.revision.Revision;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Where a node keeps the backups that it takes by itself. Used by one thread. */
public interface BackupArchive {

    /**
     * A backup that is kept.
     *
     * @param name of its file
     * @param made when it was begun
     * @param revision the last commit in it
     * @param bytes its size
     */
    record Kept(String name, Instant made, Revision revision, long bytes) {}

    /** When the newest of this node's backups was begun; empty when there is none. */
    Optional<Instant> newest() throws IOException;

    /**
     * Takes one, proves it, and keeps it from then on. After an exception nothing of it is left.
     *
     * @throws IOException when the disk refuses, has too little room, or gives back something else than was written
     */
    Kept take(Instant now) throws IOException;

    /** Removes this node's oldest ones but for {@code newest}, and never {@code last}. */
    void prune(int newest, Kept last) throws IOException;
}
