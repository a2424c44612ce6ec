package io.cfguardian.server.dev;

import java.util.List;

/** How the JVM of a small node is set: several share a laptop, and each should be there soon. */
final class NodeJvm {

    private NodeJvm() {}

    static List<String> flags() {
        return List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
    }
}
