package io.cfguardian.testkit.cluster;

import io.cfguardian.testkit.cluster.ProcessCluster.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One node: where it lives and, while it runs, its process. A JVM that ends takes its nodes with it. */
final class NodeProcess {

    private static final int TAIL_LINES = 60;
    private static final long END_SECONDS_MAX = 30;

    private final String id;
    private final int httpPort;
    private final Path home;
    private final Map<String, String> settings;
    private final List<String> launcher;
    private final Path log;
    private volatile @Nullable Process process;

    NodeProcess(String id, int httpPort, Path home, Map<String, String> settings, List<String> launcher) {
        this.id = id;
        this.httpPort = httpPort;
        this.home = home;
        this.settings = Map.copyOf(settings);
        this.launcher = List.copyOf(launcher);
        this.log = home.resolve("node.log");
    }

    String id() {
        return id;
    }

    Path home() {
        return home;
    }

    URI baseUri() {
        return URI.create("http://127.0.0.1:" + httpPort);
    }

    void start() {
        if (isAlive()) {
            throw new IllegalStateException(id + " runs already");
        }
        ProcessBuilder builder = builder("server");
        builder.redirectOutput(Redirect.appendTo(log.toFile()));
        try {
            Process started = builder.start();
            process = started;
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs another command to its end. */
    Ran run(String... command) {
        try {
            Process running = builder(command).start();
            String output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ran(running.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private ProcessBuilder builder(String... command) {
        List<String> words = words();
        words.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(words);
        // What is set for the test's own process is not meant for its nodes.
        builder.environment().keySet().removeIf(name -> name.startsWith("CFGUARDIAN_"));
        builder.environment().putAll(settings);
        builder.directory(home.toFile());
        builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        builder.redirectErrorStream(true);
        return builder;
    }

    private List<String> words() {
        String named = System.getProperty(ProcessCluster.JAR_PROPERTY);
        Path jar = Path.of(named == null ? "target/cfguardian/cfguardian.jar" : named)
                .toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(
                    "no program at " + jar + "; package it, or name it by -D" + ProcessCluster.JAR_PROPERTY);
        }
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
        List<String> command = new ArrayList<>(launcher);
        command.addAll(java);
        command.addAll(StartCache.of(jar, java));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    boolean isAlive() {
        Process current = process;
        return current != null && current.isAlive();
    }

    int exitCode() {
        Process current = process;
        if (current == null) {
            throw new IllegalStateException(id + " was never started");
        }
        return current.exitValue();
    }

    long pid() {
        Process current = process;
        if (current == null) {
            throw new IllegalStateException(id + " was never started");
        }
        return current.pid();
    }

    /** Sends SIGKILL and does not wait. */
    void signalKill() {
        Process current = process;
        if (current != null) {
            current.destroyForcibly();
        }
    }

    void kill() {
        signalKill();
        awaitEnd();
    }

    void stop() {
        Process current = process;
        if (current != null) {
            current.destroy();
        }
        awaitEnd();
    }

    /** Sends a signal by its name without SIG. */
    void signal(String name) {
        Process current = process;
        if (current == null || !current.isAlive()) {
            throw new IllegalStateException(id + " does not run");
        }
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(current.pid()))
                    .inheritIO()
                    .start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("kill -" + name + " of " + id + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void awaitEnd() {
        Process current = process;
        try {
            if (current != null && !current.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new IllegalStateException(id + " did not end in " + END_SECONDS_MAX + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    String log() {
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String logTail() {
        List<String> lines = log().lines().toList();
        List<String> tail = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        return "---- " + id + (isAlive() ? " (running)" : " (not running)") + " ----\n" + String.join("\n", tail);
    }

    static void deleteTree(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
