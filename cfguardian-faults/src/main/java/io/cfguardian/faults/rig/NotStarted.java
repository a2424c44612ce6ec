package io.cfguardian.faults.rig;

import java.io.Serial;

/** The cluster did not start, before anything was done to it: the machine is too busy, or nothing works at all. */
public final class NotStarted extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    NotStarted(String message, Throwable cause) {
        super(message, cause);
    }
}
