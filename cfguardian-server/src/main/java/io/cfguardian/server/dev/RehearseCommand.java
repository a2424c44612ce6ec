package io.cfguardian.server.dev;

import io.cfguardian.server.ExitCode;
import io.cfguardian.server.node.RunningNode;
import io.cfguardian.server.settings.Settings;
import io.cfguardian.server.settings.SettingsReader;
import io.cfguardian.server.settings.SettingsResult.Refused;
import io.cfguardian.server.settings.SettingsResult.Usable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Runs a node for a moment, for a JVM that is told to remember which classes that takes (JEP 514, {@code
 * -XX:AOTCacheOutput}). A node that is started with what was remembered is there sooner.
 */
@Command(name = "rehearse", hidden = true, description = "Runs a node for a moment, to make an AOT cache by.")
public final class RehearseCommand implements Callable<Integer> {

    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration STOPPED = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    /** Method, path and body of what a first visitor does. */
    private static final List<List<String>> TOUR = List.of(
            List.of("POST", "/projects", "{\"key\":\"p\"}"),
            List.of("POST", "/projects/p/environments", "{\"key\":\"e\"}"),
            List.of("PUT", "/projects/p/schemas/s", "{\"properties\":{\"a\":{\"type\":\"integer\",\"minimum\":1}}}"),
            List.of("PUT", "/projects/p/environments/e/configs/c?schema=s", "{\"a\":1}"),
            List.of("PUT", "/projects/p/environments/e/configs/c", "{\"a\":0}"),
            List.of("GET", "/projects/p/environments/e/configs/c", ""),
            List.of("GET", "/cluster", ""));

    @Override
    public Integer call() throws Exception {
        Path root = Files.createTempDirectory("cfguardian-rehearsal-");
        try {
            DevDirectory directory = DevDirectory.open(root);
            List<Integer> ports = Ports.pick(2, port -> false);
            Plan plan = Plan.of(ports.getFirst(), ports.subList(1, 2));
            NodeSettings.write(directory, plan, plan.nodes().getFirst());
            directory.makeSecrets();
            RunningNode node = RunningNode.start(settings(directory));
            try {
                visit(plan.nodes().getFirst(), directory.admin());
            } finally {
                node.stop(Duration.ZERO, STOPPED);
            }
        } finally {
            delete(root);
        }
        return ExitCode.OK;
    }

    private static Settings settings(DevDirectory directory) {
        return switch (SettingsReader.read(directory.settingsFile("node-1"), Map.of())) {
            case Usable(Settings settings) -> settings;
            case Refused refused -> throw new IllegalStateException("own settings refused: " + refused.problems());
        };
    }

    private static void visit(Plan.Node node, DevFile.Admin admin) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + READY.toNanos();
        String token;
        try (Probe probe = new Probe(admin)) {
            while (!probe.isReady(node) || !probe.signIn(node)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new DevFailure("the node is not ready after " + READY.toSeconds() + " s");
                }
                Thread.sleep(LOOK_AGAIN);
            }
            token = probe.token();
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (List<String> step : TOUR) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(node.url() + "/api/v1" + step.get(1)))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(step.getFirst(), BodyPublishers.ofString(step.getLast()))
                        .build();
                client.send(request, BodyHandlers.ofString());
            }
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
