package io.cfguardian.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Stands between a process and its disk: every fsync is held, or fails. */
final class SyncTracer {

    private static final int DELAY_MICROS = 100_000;
    private static final long END_SECONDS_MAX = 5;

    private SyncTracer() {}

    /** Begins to hold each; the tracer is the process that is returned. */
    static Process slow(long pid) {
        return begin(pid, "delay_exit=" + DELAY_MICROS);
    }

    /** Begins to have each fail with EIO; the tracer is the process that is returned. */
    static Process failing(long pid) {
        return begin(pid, "error=EIO");
    }

    private static Process begin(long pid, String injected) {
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
                            "inject=fsync,fdatasync:" + injected,
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
