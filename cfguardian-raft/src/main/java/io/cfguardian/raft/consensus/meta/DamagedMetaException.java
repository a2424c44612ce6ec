package io.cfguardian.raft.consensus.meta;

import java.io.IOException;

/** Term and vote cannot be known. The member must not vote; it is wiped and joins anew, or its disk is repaired. */
public final class DamagedMetaException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedMetaException(String message) {
        super(message);
    }
}
