package io.cfguardian.raft.consensus.log;

import java.io.Serial;

/** The log is not what was written: a member must not vote with it. The message says which file, and what was expected. */
public final class DamagedLogException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    DamagedLogException(String message) {
        super(message);
    }
}
