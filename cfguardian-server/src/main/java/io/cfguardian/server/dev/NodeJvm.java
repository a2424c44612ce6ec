package io.cfguardian.server.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the JVM of a small node is set: several share a laptop, and each should be there soon. Measured for the start of one
 * node, in seconds of processor time: 3.8 with neither the AOT cache nor the quick compiler alone, 1.8 with the cache, 2.2 with
 * the quick compiler, 1.0 with both.
 */
final class NodeJvm {

    /** What {@link RehearseCommand} has remembered, beside the program; the launcher removes one that is older than a jar. */
    private static final String AOT_CACHE = "cfguardian.aot";

    private NodeJvm() {}

    static List<String> flags(Path program) throws IOException {
        List<String> flags = new ArrayList<>(List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        Path cache = program.resolveSibling(AOT_CACHE);
        if (Files.exists(cache) && Files.size(cache) > 0) {
            flags.add("-XX:AOTCache=" + cache);
            flags.add("-Xlog:aot=error");
        }
        return flags;
    }
}
