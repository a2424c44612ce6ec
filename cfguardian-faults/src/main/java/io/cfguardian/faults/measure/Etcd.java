package io.cfguardian.faults.measure;

import static org.awaitility.Awaitility.await;

import io.cfguardian.faults.rig.RigFailure;
import io.cfguardian.faults.rig.SystemCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** etcd as its package installs it, with default settings, spoken to over its JSON gateway. */
final class Etcd implements Contender {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final List<Integer> ports;
    private final Map<Integer, Process> processes = new HashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Etcd(Path directory, List<Integer> ports) {
        this.directory = directory;
        this.ports = ports;
    }

    /** What the installed one calls itself. */
    static String version() {
        return SystemCommand.run("etcd", "--version").lines().findFirst().orElse("etcd");
    }

    static Etcd start(Path directory) throws IOException {
        List<Integer> ports = new ArrayList<>();
        List<ServerSocket> held = new ArrayList<>();
        for (int i = 0; i < 2 * NODES; i++) {
            ServerSocket socket = new ServerSocket(0);
            held.add(socket);
            ports.add(socket.getLocalPort());
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
        Path made = Files.createDirectories(directory.resolve("etcd"));
        Etcd etcd = new Etcd(made, ports);
        IntStream.range(0, NODES).forEach(etcd::launch);
        IntStream.range(0, NODES).forEach(etcd::awaitUp);
        return etcd;
    }

    private String client(int node) {
        return "http://127.0.0.1:" + ports.get(2 * node);
    }

    private String peer(int node) {
        return "http://127.0.0.1:" + ports.get(2 * node + 1);
    }

    private void launch(int node) {
        String members = IntStream.range(0, NODES)
                .mapToObj(other -> "n" + other + "=" + peer(other))
                .collect(Collectors.joining(","));
        ProcessBuilder builder = new ProcessBuilder(
                "etcd",
                "--name=n" + node,
                "--data-dir=" + directory.resolve("n" + node),
                "--listen-client-urls=" + client(node),
                "--advertise-client-urls=" + client(node),
                "--listen-peer-urls=" + peer(node),
                "--initial-advertise-peer-urls=" + peer(node),
                "--initial-cluster=" + members);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(
                directory.resolve("n" + node + ".log").toFile()));
        try {
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            processes.put(node, process);
        } catch (IOException e) {
            throw new RigFailure("etcd does not start; is etcd-server installed?", e);
        }
    }

    private void awaitUp(int node) {
        await("etcd " + node)
                .atMost(PATIENCE)
                .until(() -> status(node)
                        .filter(status -> !status.path("leader").asString("0").equals("0"))
                        .isPresent());
    }

    private Optional<JsonNode> status(int node) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(client(node) + "/v3/maintenance/status"))
                .timeout(Duration.ofSeconds(2))
                .POST(BodyPublishers.ofString("{}"))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? Optional.of(JsonMapper.shared().readTree(answer.body()))
                    : Optional.empty();
        } catch (IOException unreachable) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public String name() {
        return "etcd";
    }

    @Override
    public int leader() {
        return await("a leader of etcd")
                .atMost(PATIENCE)
                .until(
                        () -> IntStream.range(0, NODES)
                                .filter(node -> status(node)
                                        .filter(status -> status.path("leader")
                                                .asString()
                                                .equals(status.path("header")
                                                        .path("member_id")
                                                        .asString()))
                                        .isPresent())
                                .boxed()
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    @Override
    public void kill(int node) {
        end(process(node).destroyForcibly());
    }

    @Override
    public void stop(int node) {
        process(node).destroy();
        end(process(node));
    }

    private Process process(int node) {
        return Optional.ofNullable(processes.get(node)).orElseThrow();
    }

    private static void end(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void restart(int node) {
        launch(node);
        awaitUp(node);
    }

    @Override
    public HttpRequest.Builder write(int node, String key, String value) {
        return HttpRequest.newBuilder(URI.create(client(node) + "/v3/kv/put"))
                .POST(BodyPublishers.ofString("{\"key\":\"%s\",\"value\":\"%s\"}"
                        .formatted(base64(key), base64("{\"w\":\"" + value + "\"}"))));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        processes.values().forEach(process -> end(process.destroyForcibly()));
        http.shutdownNow();
        try {
            SystemCommand.run("rm", "-rf", directory.toString());
        } catch (UncheckedIOException e) {
            throw new RigFailure("what etcd left cannot be removed", e);
        }
    }
}
