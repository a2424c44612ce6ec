package io.cfguardian.testkit.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * What a JVM remembers of a start of the program, beside its jar (JEP 514): with it a node starts in a third of the time, and tests
 * start hundreds. Made by the first who needs it, on this machine, for this jar.
 */
final class StartCache {

    private static final ConcurrentMap<Path, Optional<Path>> MADE = new ConcurrentHashMap<>();

    private StartCache() {}

    /** The words for the JVM; none when nothing could be made. */
    static List<String> of(Path jar, List<String> java) {
        return MADE.computeIfAbsent(jar, ignored -> make(jar, java))
                .map(cache -> List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"))
                .orElse(List.of());
    }

    private static Optional<Path> make(Path jar, List<String> java) {
        Path cache = jar.resolveSibling("tests.aot");
        try (FileChannel channel = FileChannel.open(
                        jar.resolveSibling("tests.aot.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && isOlder(cache, jar)) {
                Path draft = jar.resolveSibling("tests.aot.new");
                if (rehearse(jar, java, draft) && Files.exists(draft)) {
                    Files.move(draft, cache, StandardCopyOption.REPLACE_EXISTING);
                } else {
                    // Not tried again for this jar.
                    Files.write(cache, new byte[0]);
                }
            }
            return Files.size(cache) == 0 ? Optional.empty() : Optional.of(cache);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a jar is newer: the JVM would not notice, and run the classes that it remembers. */
    private static boolean isOlder(Path cache, Path jar) throws IOException {
        if (!Files.exists(cache)) {
            return true;
        }
        FileTime made = Files.getLastModifiedTime(cache);
        try (Stream<Path> libraries = Files.list(jar.resolveSibling("lib"))) {
            for (Path path : Stream.concat(Stream.of(jar), libraries).toList()) {
                if (Files.getLastModifiedTime(path).compareTo(made) >= 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean rehearse(Path jar, List<String> java, Path draft) throws IOException {
        List<String> words = new ArrayList<>(java);
        words.addAll(List.of("-XX:AOTCacheOutput=" + draft, "-jar", jar.toString(), "rehearse"));
        try {
            return new ProcessBuilder(words)
                            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectErrorStream(true)
                            .redirectOutput(jar.resolveSibling("tests.aot.log").toFile())
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
