package io.cfguardian.server.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program as a user runs it, with real processes. */
class DevClusterIT {

    private static final Path PROGRAM =
            Path.of("target", "cfguardian", "cfguardian.jar").toAbsolutePath();
    private static final Duration COMMAND = Duration.ofMinutes(3);

    @TempDir
    Path temporary;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Long, Path> outputs = new HashMap<>();
    private Path data = Path.of("");
    private int httpPort;

    private record Ended(int code, String output) {}

    @BeforeEach
    void choosePlace() {
        data = temporary.resolve("dev");
        httpPort = freePortsInARow(3);
    }

    @AfterEach
    void stop() throws Exception {
        run("dev", "stop", "--data", data.toString());
        client.close();
    }

    @Test
    void aClusterGoesOnWithItsDataAfterAStopAndAfterAKill() throws Exception {
        Ended start = start();

        assertThat(start.output()).contains("The cluster is ready.", "leader", "curl -H");
        assertThat(start.code()).as(start.output()).isZero();
        DevFile first = running();
        assertThat(first.nodes()).extracting(DevFile.Node::http).first().isEqualTo("http://127.0.0.1:" + httpPort);
        assertThat(start.output()).doesNotContain(first.admin().password());
        assertThat(tour(start.output())).contains("\"value\":{\"limit\":20}").contains("/problems/");

        Ended again = start();
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.output()).contains("this cluster runs already");

        kill(first.nodes().get(1).pid());
        Ended healed = start();
        assertThat(healed.code()).as(healed.output()).isZero();
        assertThat(healed.output()).contains("Running already: node-1, node-3; starting the rest.");
        assertThat(running().nodes().getFirst()).isEqualTo(first.nodes().getFirst());
        assertThat(running().nodes().get(1).pid())
                .isNotEqualTo(first.nodes().get(1).pid());

        Ended stopped = run("dev", "stop", "--data", data.toString());
        assertThat(stopped.output()).contains("Stopped node-1, node-2, node-3.").doesNotContain("not stop in order");
        assertThat(data.resolve("dev.json")).doesNotExist();

        assertThat(start().code()).isZero();
        DevFile second = running();
        assertThat(second.nodes())
                .extracting(DevFile.Node::raft)
                .isEqualTo(first.nodes().stream().map(DevFile.Node::raft).toList());
        HttpResponse<String> read = get(second, "/api/v1/projects/shop/environments/prod/configs/cart");
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).contains("\"value\":{\"limit\":20}");
    }

    @Test
    void aTakenPortIsNamedAndNothingIsLeftRunning() throws Exception {
        try (ServerSocket taken = new ServerSocket(httpPort + 1, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Ended start = start();

            assertThat(start.code()).isEqualTo(1);
            assertThat(start.output())
                    .contains("port " + taken.getLocalPort() + ", for HTTP of node-2, is in use")
                    .contains("--http-port");
        }
        assertThat(data.resolve("dev.json")).doesNotExist();
        assertThat(data.resolve("node-1")).doesNotExist();
    }

    @Test
    void aNodeThatCannotStartIsShownWithTheEndOfItsLog() throws Exception {
        DevDirectory directory = DevDirectory.open(data);
        directory.write(Plan.of(httpPort, Ports.pick(1, port -> false)));
        Files.createDirectories(directory.node("node-1"));
        Files.writeString(directory.node("node-1").resolve("data"), "in the way");

        Ended start = start();

        assertThat(start.code()).isEqualTo(1);
        assertThat(start.output()).contains("node-1 ended at its start. The end of", "ERROR", "cannot start");
        assertThat(data.resolve("dev.json")).doesNotExist();
    }

    @Test
    void withoutDetachAStopSignalStopsTheNodes() throws Exception {
        Process dev = begin("dev", "--nodes", "1", "--data", data.toString(), "--http-port", "" + httpPort);
        Awaitility.await().atMost(COMMAND).until(() -> output(dev).contains("Ctrl-C stops it."));
        long pid = running().nodes().getFirst().pid();

        dev.destroy();

        assertThat(dev.waitFor(COMMAND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(NodeProcess.find("node-1", pid, data.toRealPath().resolve("node-1")))
                .isEmpty();
        assertThat(data.resolve("dev.json")).doesNotExist();
        assertThat(Files.readString(data.resolve("node-1/log/node.log"))).contains("stopping", "stopped");
    }

    private Ended start() throws Exception {
        return run("dev", "--detach", "--data", data.toString(), "--http-port", "" + httpPort);
    }

    private Ended run(String... arguments) throws Exception {
        Process process = begin(arguments);
        assertThat(process.waitFor(COMMAND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output(process));
    }

    private Process begin(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                PROGRAM.toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(temporary, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        outputs.put(process.pid(), output);
        return process;
    }

    private String output(Process process) throws IOException {
        return Files.readString(Objects.requireNonNull(outputs.get(process.pid())));
    }

    /** What the commands print that a start recommends, pasted as they stand. */
    private String tour(String start) throws Exception {
        String commands = start.lines()
                .filter(line -> line.startsWith("  export") || line.startsWith("  curl"))
                .map(String::strip)
                .reduce("", (all, line) -> all + line + "\n");
        assertThat(commands.lines()).hasSize(8);
        Process shell = new ProcessBuilder("/bin/sh", "-e", "-c", commands)
                .redirectErrorStream(true)
                .start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(printed).isZero();
        return printed;
    }

    private DevFile running() throws IOException {
        return DevDirectory.existing(data).orElseThrow().running().orElseThrow();
    }

    private String token(DevFile cluster) throws Exception {
        String body = "{\"email\":\"%s\",\"password\":\"%s\"}"
                .formatted(cluster.admin().email(), cluster.admin().password());
        HttpRequest login = HttpRequest.newBuilder(
                        URI.create(cluster.nodes().getLast().http() + "/api/v1/auth/login"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        String answer = client.send(login, BodyHandlers.ofString()).body();
        return answer.replaceAll(".*\"accessToken\":\"([^\"]*)\".*", "$1");
    }

    private HttpResponse<String> get(DevFile cluster, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(cluster.nodes().getLast().http() + path))
                        .header("Authorization", "Bearer " + token(cluster))
                        .method("GET", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> ProcessHandle.of(pid)
                        .flatMap(handle -> handle.info().commandLine())
                        .isEmpty());
    }

    private static int freePortsInARow(int count) {
        for (int first = 31_000; first < 32_000; first += count) {
            boolean free = true;
            for (int port = first; port < first + count; port++) {
                free &= Ports.isFree(port);
            }
            if (free) {
                return first;
            }
        }
        throw new IllegalStateException("no free ports from 31000 to 32000");
    }
}
