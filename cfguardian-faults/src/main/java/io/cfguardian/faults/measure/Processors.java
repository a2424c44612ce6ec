package io.cfguardian.faults.measure;

import io.cfguardian.faults.rig.RigFailure;
import java.io.IOException;
import java.util.List;

/**
 * Keeps what is measured and who measures apart: one has the machine's first processor, the other all that are left. By taskset(1) of
 * util-linux.
 */
final class Processors {

    private static final int COUNT = Runtime.getRuntime().availableProcessors();

    private Processors() {}

    /** What to put before a command so that it has the first processor, and no other. */
    static List<String> first() {
        return List.of("taskset", "--cpu-list", "0");
    }

    /**
     * Leaves the first processor alone, with every thread of this process.
     *
     * @throws RigFailure where there is no other
     */
    static void leaveFirst() {
        if (COUNT < 2) {
            throw new RigFailure("this needs two processors at least");
        }
        long own = ProcessHandle.current().pid();
        try {
            int code = new ProcessBuilder(
                            "taskset", "--all-tasks", "--cpu-list", "--pid", "1-" + (COUNT - 1), String.valueOf(own))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new RigFailure("taskset ended with " + code);
            }
        } catch (IOException notThere) {
            throw new RigFailure("taskset of util-linux is needed: " + notThere.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RigFailure("interrupted");
        }
    }
}
