package io.cfguardian.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Makes every fsync of a process slow, by a tracer that holds it. */
final class SlowSync {

    private static final int DELAY_MICROS = 100_000;
    private static final long END_SECONDS_MAX = 5;

    private SlowSync() {}

    /** Begins; the tracer is the process that is returned. */
    static Process begin(long pid) {
        try {
            return new ProcessBuilder(
                            "strace",
                            "-f",
                            "-qq",
                            "-p",
                            String.valueOf(pid),
                            "-e",
                            "trace=fsync,fdatasync",
                            "-e",
                            "inject=fsync,fdatasync:delay_exit=" + DELAY_MICROS,
                            "-o",
                            "/dev/null")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("strace does not run", e);
        }
    }

    /** Lets the process go. */
    static void end(Process tracer) {
        tracer.destroy();
        try {
            if (!tracer.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                tracer.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
