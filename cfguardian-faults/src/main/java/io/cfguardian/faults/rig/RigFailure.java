package io.cfguardian.faults.rig;

import java.io.Serial;

/** A run could not be carried out or could not come to its end; nothing is said about the promises. The message is one line for a reader. */
public final class RigFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** Says why. */
    public RigFailure(String message) {
        super(message);
    }

    /** Says why, with what was thrown. */
    public RigFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
