package io.cfguardian.server.dev;

import io.cfguardian.server.Main;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Starts a node as a process of its own, on this JVM's Java and class path. */
final class NodeLauncher {

    /**
     * The node shall hear of a stop from us alone: in a session of its own where the system can make one, and deaf to
     * Ctrl-C and to a closing terminal where it cannot. {@code exec} keeps the process's number.
     */
    private static final String APART = """
            trap '' HUP INT
            command -v setsid >/dev/null 2>&1 && exec setsid "$@" </dev/null
            exec "$@" </dev/null
            """;

    /** Above which a log does not go on when its node starts. */
    private static final long LOG_BYTES_MAX = 16 << 20;

    private final DevDirectory directory;

    NodeLauncher(DevDirectory directory) {
        this.directory = directory;
    }

    /** Starts node {@code id}, whose settings are written; returns at once. */
    NodeProcess launch(String id) throws IOException {
        Path log = directory.logFile(id);
        Files.createDirectories(log.getParent());
        beginAnew(log);
        ProcessBuilder builder = new ProcessBuilder(command(id));
        // What is set for this process is not meant for every node.
        builder.environment().keySet().removeIf(name -> name.startsWith("CFGUARDIAN_"));
        builder.directory(directory.node(id).toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return NodeProcess.of(id, builder.start(), directory.node(id));
    }

    /** A long log gives way to a new one; the one before is kept, and no other. */
    private static void beginAnew(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private List<String> command(String id) throws IOException {
        List<String> classPath = absoluteClassPath();
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", APART, "cfguardian"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(NodeProcess.mark(directory.node(id)));
        command.addAll(NodeJvm.flags(Path.of(classPath.getFirst())));
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), Main.class.getName()));
        command.addAll(
                List.of("server", "--settings", directory.settingsFile(id).toString()));
        return command;
    }

    /** The node works in another directory than this process. */
    private static List<String> absoluteClassPath() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return entries;
    }
}
