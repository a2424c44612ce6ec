package io.cfguardian.faults.measure;

import io.cfguardian.faults.rig.RigFailure;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps what is measured and who measures apart: one has the machine's first processor, the other all that are left. By taskset(1) and
 * chrt(1) of util-linux.
 */
final class Processors {

    private static final int COUNT = Runtime.getRuntime().availableProcessors();

    private Processors() {}

    /** What to put before a command so that it has the first processor, and no other. */
    static List<String> first() {
        return List.of("taskset", "--cpu-list", "0");
    }

    /** What to put before a command so that it runs as soon as it has something to do, whatever else runs; nothing where that is not allowed. */
    static List<String> atOnce() {
        List<String> realTime = List.of("chrt", "--fifo", "1");
        try {
            return run(Stream.concat(realTime.stream(), Stream.of("true")).toList()) == 0 ? realTime : List.of();
        } catch (IOException notThere) {
            return List.of();
        }
    }

    /**
     * Leaves the first processor alone, with every thread of this process and with what it starts from now on.
     *
     * @throws RigFailure where there is no other
     */
    static void leaveFirst() {
        leaveFirst(ProcessHandle.current().pid());
    }

    /** Has a process leave the first processor alone. */
    static void leaveFirst(long pid) {
        if (COUNT < 2) {
            throw new RigFailure("this needs two processors at least");
        }
        bind("1-" + (COUNT - 1), pid);
    }

    /** Gives a process the first processor, and no other. */
    static void takeFirst(long pid) {
        bind("0", pid);
    }

    private static void bind(String processors, long pid) {
        try {
            int code = run(List.of("taskset", "--all-tasks", "--cpu-list", "--pid", processors, String.valueOf(pid)));
            if (code != 0) {
                throw new RigFailure("taskset ended with " + code);
            }
        } catch (IOException notThere) {
            throw new RigFailure("taskset of util-linux is needed: " + notThere.getMessage());
        }
    }

    private static int run(List<String> command) throws IOException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RigFailure("interrupted");
        }
    }
}
