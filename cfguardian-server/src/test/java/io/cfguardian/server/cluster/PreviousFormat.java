package io.cfguardian.server.cluster;

import io.cfguardian.domain.cluster.FormatLevel;
import io.cfguardian.testkit.cluster.ProcessCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * The program as it would be had the newest format level never been added: {@link FormatLevel#NEWEST} is the one before. An agent
 * makes it so in those nodes that have a file of a certain name in their home.
 */
final class PreviousFormat {

    private static final String MARK = "previous-format";

    private PreviousFormat() {}

    /** The words before those that start a node of a cluster whose program this is, until it is {@link #upgrade}d. */
    static List<String> launcher(Path directory) {
        Path jar = directory.resolve("previous-format.jar");
        try {
            write(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of("sh", "-ec", """
                [ -e data ] || touch %1$s
                if [ -e %1$s ]; then export JAVA_TOOL_OPTIONS=-javaagent:%2$s; fi
                exec "$@"
                """.formatted(MARK, jar.toAbsolutePath()), "sh");
    }

    /** A node that is not running has the newest program from its next start on. */
    static void upgrade(ProcessCluster cluster, int node) {
        try {
            Files.delete(mark(cluster, node));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A node that is not running has the program of before from its next start on. */
    static void downgrade(ProcessCluster cluster, int node) {
        try {
            Files.createFile(mark(cluster, node));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path mark(ProcessCluster cluster, int node) {
        return cluster.data(node).resolveSibling(MARK);
    }

    private static void write(Path path) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), PreviousFormatAgent.class.getName());
        String file = PreviousFormatAgent.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(path), manifest);
                InputStream bytes = PreviousFormatAgent.class.getResourceAsStream("PreviousFormatAgent.class")) {
            if (bytes == null) {
                throw new IOException("the agent's class is not beside this one");
            }
            jar.putNextEntry(new JarEntry(file));
            bytes.transferTo(jar);
        }
    }
}
