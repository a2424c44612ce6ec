package io.cfguardian.faults.measure;

import io.cfguardian.faults.rig.RigFailure;
import java.time.Duration;

/** What a process has used of the processors. */
final class ProcessorTime {

    private final long pid;
    private final Duration before;

    private ProcessorTime(long pid) {
        this.pid = pid;
        this.before = used(pid);
    }

    /** From now on. */
    static ProcessorTime of(long pid) {
        return new ProcessorTime(pid);
    }

    /** Microseconds since then, of all processors together. */
    double micros() {
        return used(pid).minus(before).toNanos() / 1e3;
    }

    private static Duration used(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new RigFailure("how much processor time a process has used cannot be read here"));
    }
}
