package io.cfguardian.faults.rig;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets time go by, as a schedule wants it. */
public final class Pause {

    private Pause() {}

    /** Returns after {@code length}, not before. */
    public static void of(Duration length) {
        long until = System.nanoTime() + length.toNanos();
        for (long left = length.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
