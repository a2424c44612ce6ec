package io.cfguardian.raft.consensus.snapshot;

import java.io.IOException;

/** A snapshot is not what was saved. The message names the file. */
public final class DamagedSnapshotException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedSnapshotException(String message) {
        super(message);
    }
}
