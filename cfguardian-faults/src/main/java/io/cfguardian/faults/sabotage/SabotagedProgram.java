package io.cfguardian.faults.sabotage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** How a node is started so that it is sabotaged. */
public final class SabotagedProgram {

    private static final List<String> LIBRARY_PLACES = List.of(
            "/usr/lib/x86_64-linux-gnu/libeatmydata.so",
            "/usr/lib/aarch64-linux-gnu/libeatmydata.so",
            "/usr/lib/libeatmydata.so");

    private SabotagedProgram() {}

    /**
     * The words before those that start the program.
     *
     * @param directory where the agent is put
     */
    public static List<String> launcher(Sabotage sabotage, Path directory) throws IOException {
        if (sabotage == Sabotage.LYING_DISK) {
            String library = LIBRARY_PLACES.stream()
                    .filter(place -> Files.exists(Path.of(place)))
                    .findFirst()
                    .orElseThrow(() -> new IOException("libeatmydata is not installed"));
            return List.of("env", "LD_PRELOAD=" + library);
        }
        Path jar = directory.resolve("sabotage.jar");
        write(jar);
        return List.of("env", "JAVA_TOOL_OPTIONS=-javaagent:" + jar.toAbsolutePath() + "=" + sabotage.name());
    }

    private static void write(Path path) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), SabotageAgent.class.getName());
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(path), manifest)) {
            for (String name : List.of("Sabotage", "SabotageAgent", "SabotageAgent$1", "SabotageAgent$2", "Strike")) {
                String file = name + ".class";
                try (InputStream bytes = SabotageAgent.class.getResourceAsStream(file)) {
                    if (bytes == null) {
                        continue;
                    }
                    jar.putNextEntry(
                            new JarEntry(SabotageAgent.class.getPackageName().replace('.', '/') + "/" + file));
                    bytes.transferTo(jar);
                }
            }
        }
    }
}
