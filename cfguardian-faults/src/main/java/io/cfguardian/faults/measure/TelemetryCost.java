package io.cfguardian.faults.measure;

import io.cfguardian.faults.rig.Pause;
import io.cfguardian.faults.rig.RigFailure;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.otlp.OtlpReceiver;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads a config as fast as a node answers, in turns from one that tells all of itself (metrics, a line of JSON for each request, every
 * hundredth trace sent) and one that tells nothing, and compares them. Reads are what telemetry is most of. The nodes have the first
 * processor, one at a time, and who asks has the others.
 */
public final class TelemetryCost {

    private static final int CLIENTS = 64;
    /** In turns, until the compiler of either has nothing left that matters. */
    private static final int WARM_UPS = 3;

    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration SETTLING = Duration.ofSeconds(2);
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
    private static final List<String> ON_FIRST_PROCESSOR = Stream.of(Processors.first(), Cfguardian.FULLY_COMPILED)
            .flatMap(List::stream)
            .toList();
    private static final String CONFIG = "/api/v1/projects/beside/environments/prod/configs/limits";
    private static final Map<String, String> QUIET =
            Map.of("CFGUARDIAN_METRICS_ENABLED", "false", "CFGUARDIAN_LOG_LEVEL", "warn");

    private final int rounds;
    private final Consumer<String> log;

    /** Will do each {@code rounds} times. */
    public TelemetryCost(int rounds, Consumer<String> log) {
        this.rounds = rounds;
        this.log = log;
    }

    /**
     * What a node did in a turn.
     *
     * @param perSecond requests
     * @param processorMicros of the node for each
     */
    private record Turn(double perSecond, double processorMicros) {}

    /** What was seen, a line for each pair, and then the middle. */
    public String run() {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                ProcessCluster telling = node(telling(receiver));
                ProcessCluster quiet = node(QUIET);
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            Processors.leaveFirst();
            for (int i = 0; i < WARM_UPS; i++) {
                ask(http, telling, WARM_UP);
                ask(http, quiet, WARM_UP);
            }
            List<Double> losses = new ArrayList<>();
            List<Double> micros = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                // Whoever comes second may profit from what the machine learnt.
                boolean quietFirst = round % 2 == 0;
                Turn first = turn(http, quietFirst ? quiet : telling);
                Turn second = turn(http, quietFirst ? telling : quiet);
                Turn with = quietFirst ? second : first;
                Turn without = quietFirst ? first : second;
                losses.add(1 - with.perSecond() / without.perSecond());
                micros.add(with.processorMicros() - without.processorMicros());
                log.accept("with telemetry %.0f requests/s, %.1f us of a processor each; without %.0f, %.1f"
                        .formatted(
                                with.perSecond(),
                                with.processorMicros(),
                                without.perSecond(),
                                without.processorMicros()));
            }
            if (receiver.spans().isEmpty()) {
                throw new RigFailure("no trace has come");
            }
            return "telemetry costs %.1f %% of the requests and %.1f us of a processor for each, in the middle of %d pairs%n"
                    .formatted(100 * Median.of(losses), Median.of(micros), rounds);
        }
    }

    private static Map<String, String> telling(OtlpReceiver receiver) {
        return Map.of(
                "CFGUARDIAN_LOG_FORMAT", "json",
                "CFGUARDIAN_OTLP_ENDPOINT", receiver.url(),
                "CFGUARDIAN_TRACING_ENABLED", "true",
                "CFGUARDIAN_TRACING_RATIO", "0.01");
    }

    private static ProcessCluster node(Map<String, String> settings) {
        ProcessCluster node = ProcessCluster.start(1, settings, i -> ON_FIRST_PROCESSOR);
        node.client(0).post("/api/v1/projects", "{\"key\":\"beside\"}").expect(201);
        node.client(0)
                .post("/api/v1/projects/beside/environments", "{\"key\":\"prod\"}")
                .expect(201);
        node.client(0).put(CONFIG, "{\"perMinute\":100,\"burst\":20}").expect(201);
        return node;
    }

    private static Turn turn(HttpClient http, ProcessCluster node) {
        Pause.of(SETTLING);
        ProcessorTime used = ProcessorTime.of(node.pid(0));
        long count = ask(http, node, MEASURED);
        return new Turn(count / (double) MEASURED.toSeconds(), used.microsForEach(count));
    }

    /** How many answers came in {@code length}. */
    private static long ask(HttpClient http, ProcessCluster node, Duration length) {
        HttpRequest request = HttpRequest.newBuilder(node.client(0).base().resolve(CONFIG))
                .header("Authorization", "Bearer " + node.token())
                .timeout(ANSWER_MAX)
                .build();
        long endNanos = System.nanoTime() + length.toNanos();
        Callable<Integer> client = () -> {
            int answers = 0;
            while (System.nanoTime() - endNanos < 0) {
                answer(http, request);
                answers++;
            }
            return answers;
        };
        long all = 0;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> one : clients.invokeAll(Collections.nCopies(CLIENTS, client))) {
                all += one.get();
            }
        } catch (ExecutionException e) {
            throw new RigFailure("a request failed: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RigFailure("interrupted");
        }
        return all;
    }

    private static void answer(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        int status = http.send(request, BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException("answered with " + status);
        }
    }
}
