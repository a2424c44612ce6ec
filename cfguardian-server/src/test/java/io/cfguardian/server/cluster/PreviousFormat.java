package io.cfguardian.server.cluster;

import io.cfguardian.domain.cluster.FormatLevel;
import io.cfguardian.testkit.cluster.ProcessCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.constant.ClassDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The program as it would be had the newest format level never been added: {@link FormatLevel#NEWEST} is the one before. An agent
 * makes it so in those nodes that have a file of a certain name in their home.
 */
public final class PreviousFormat implements ClassFileTransformer {

    private static final String MARK = "previous-format";
    private static final String LEVEL = "io/cfguardian/domain/cluster/FormatLevel";
    private static final ClassDesc LEVEL_TYPE = ClassDesc.ofInternalName(LEVEL);

    private PreviousFormat() {}

    /** Called by the virtual machine. */
    public static void premain(String ignored, Instrumentation instrumentation) {
        instrumentation.addTransformer(new PreviousFormat());
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> before,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (!LEVEL.equals(name)) {
            return null;
        }
        ClassFile files = ClassFile.of();
        return files.transformClass(
                files.parse(bytes),
                ClassTransform.transformingMethods(
                        method -> method.methodName().equalsString("<clinit>"), (method, element) -> {
                            if (element instanceof CodeModel body) {
                                method.transformCode(body, (code, instruction) -> {
                                    if (instruction instanceof FieldInstruction field
                                            && field.name().equalsString("NEWEST")) {
                                        code.pop().getstatic(LEVEL_TYPE, "FIRST", LEVEL_TYPE);
                                    }
                                    code.with(instruction);
                                });
                            } else {
                                method.with(element);
                            }
                        }));
    }

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
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), PreviousFormat.class.getName());
        String file = PreviousFormat.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(path), manifest);
                InputStream bytes = PreviousFormat.class.getResourceAsStream("PreviousFormat.class")) {
            if (bytes == null) {
                throw new IOException("the agent's class is not beside this one");
            }
            jar.putNextEntry(new JarEntry(file));
            bytes.transferTo(jar);
        }
    }
}
