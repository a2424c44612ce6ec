package io.cfguardian.raft.backup;

import java.io.IOException;

/** A file is no backup, or not as it was written. The message is a sentence for the operator and holds no value of the state. */
public sealed class UnusableBackupException extends IOException permits NewerBackupException {
    private static final long serialVersionUID = 1L;

    UnusableBackupException(String message) {
        super(message);
    }
}
