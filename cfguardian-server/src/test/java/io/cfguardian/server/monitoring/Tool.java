package io.cfguardian.server.monitoring;

import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.cluster.ApiClient;
import io.cfguardian.testkit.cluster.Ports;
import io.cfguardian.testkit.cluster.ProcessCluster;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A program of this machine that serves HTTP on loopback. A JVM that ends takes it along. */
final class Tool implements AutoCloseable {

    private final Process process;
    private final ApiClient client;

    private Tool(Process process, ApiClient client) {
        this.process = process;
        this.client = client;
    }

    static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /**
     * Starts it, with the option that says where it listens, and waits until it answers.
     *
     * @param directory where it works and writes its log
     */
    static Tool start(Path directory, String program, String... options) throws IOException {
        String address = "127.0.0.1:" + Ports.pick(1).getFirst();
        List<String> words = new ArrayList<>(List.of(program, "--web.listen-address=" + address));
        words.addAll(List.of(options));
        Path log = directory.resolve(program + ".log");
        Process process = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Tool tool = new Tool(process, new ApiClient(URI.create("http://" + address), () -> ""));
        await(program).atMost(ProcessCluster.PATIENCE).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(program + " has ended: " + Files.readString(log));
            }
            return tool.client
                    .tryGet("/-/healthy")
                    .filter(reply -> reply.status() == 200)
                    .isPresent();
        });
        return tool;
    }

    /** Where it listens, as {@code host:port}. */
    String address() {
        return client.base().getAuthority();
    }

    ApiClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        process.destroyForcibly().onExit().join();
    }
}
