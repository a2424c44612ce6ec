package io.cfguardian.server.dev;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A node's process, whoever started it. A number alone could by now be anybody's process, so a process counts as the
 * node only while its command line names the node's directory. The command line of a process that has ended but was not
 * yet collected by its parent is empty, so such a one counts as gone.
 */
final class NodeProcess {

    private static final String MARK = "-Dcfguardian.node=";

    private final String id;
    private final ProcessHandle handle;
    private final String mark;

    private NodeProcess(String id, ProcessHandle handle, String mark) {
        this.id = id;
        this.handle = handle;
        this.mark = mark;
    }

    /** The argument by which the process of the node in {@code directory} is known again; goes before all others. */
    static String mark(Path directory) {
        return MARK + directory;
    }

    /** The process {@code pid} if it is the node whose files are in {@code directory}, and runs. */
    static Optional<NodeProcess> find(String id, long pid, Path directory) {
        return ProcessHandle.of(pid)
                .map(handle -> new NodeProcess(id, handle, mark(directory)))
                .filter(NodeProcess::isRunning);
    }

    /** A process that was just started. */
    static NodeProcess of(String id, Process process, Path directory) {
        return new NodeProcess(id, process.toHandle(), mark(directory));
    }

    String id() {
        return id;
    }

    long pid() {
        return handle.pid();
    }

    boolean isRunning() {
        return handle.isAlive()
                && handle.info().commandLine().map(line -> line.contains(mark)).orElse(false);
    }

    /** Asks it to stop in order (SIGTERM). */
    void terminate() {
        if (isRunning()) {
            handle.destroy();
        }
    }

    /** Ends it at once (SIGKILL). */
    void kill() {
        if (isRunning()) {
            handle.destroyForcibly();
        }
    }
}
