package io.cfguardian.raft.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The store cannot be trusted or used. Every kind but {@link Closed} must stop the node. */
public abstract sealed class StoreFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private StoreFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What was read is not what was written: a checksum, a form or a key does not fit. */
    public static final class Corrupt extends StoreFailure {
        private static final long serialVersionUID = 1L;

        Corrupt(String where, String found, @Nullable Throwable cause) {
            super("the store is corrupt in " + where + ": " + found, cause);
        }

        Corrupt(KeySpace space, String found) {
            this("key space " + space.columnFamily(), found, null);
        }
    }

    /** The store was written by a newer release, or is none. Nothing was changed. */
    public static final class UnknownFormat extends StoreFailure {
        private static final long serialVersionUID = 1L;

        UnknownFormat(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The file system refused. What was being written is not written, or not yet durable. */
    public static final class Disk extends StoreFailure {
        private static final long serialVersionUID = 1L;

        Disk(String message, Throwable cause) {
            super(message + ": " + cause.getMessage(), cause);
        }
    }

    /** Another process, or another node in this one, has the store open. Nothing was changed. */
    public static final class InUse extends StoreFailure {
        private static final long serialVersionUID = 1L;

        InUse(Path directory, Throwable cause) {
            super(directory + " is in use by another process; stop it first", cause);
        }
    }

    /** The store was closed; a node that stops answers no more. */
    public static final class Closed extends StoreFailure {
        private static final long serialVersionUID = 1L;

        Closed() {
            super("the store is closed", null);
        }
    }
}
