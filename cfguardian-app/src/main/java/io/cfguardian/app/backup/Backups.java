package io.cfguardian.app.backup;

import java.io.IOException;
import java.io.OutputStream;

/** Makes backups of this node's state. Used by many threads. */
@FunctionalInterface
public interface Backups {

    /**
     * Writes all of the state as of now, docs/backup.md says in which form. Holds on to that state until it returns, which is no sooner than
     * {@code out} has taken everything: it is for {@code out} to see to it that this ends. Takes the memory of a few blocks.
     *
     * @throws IOException when {@code out} fails; what was written is no backup then
     */
    void write(OutputStream out) throws IOException;
}
