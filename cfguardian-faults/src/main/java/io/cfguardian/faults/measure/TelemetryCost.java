package io.cfguardian.faults.measure;

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
    /** What else the machine does in a pair hits both alike. */
    private static final Duration SLICE = Duration.ofSeconds(1);

    private static final int SLICES = 8;
    private static final int WARM_UPS_MAX = 8;

    /** A node is warm when a request takes it no less than this part of what it took in the pair before. */
    private static final double WARM = 0.97;

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
     * What a node did.
     *
     * @param micros of a processor
     */
    private record Done(long requests, double seconds, double micros) {

        static final Done NOTHING = new Done(0, 0, 0);

        Done and(Done more) {
            return new Done(requests + more.requests, seconds + more.seconds, micros + more.micros);
        }

        double perSecond() {
            return requests / seconds;
        }

        double processorMicros() {
            return micros / requests;
        }
    }

    /** What both did in turns, a slice of time each. */
    private record Pair(Done with, Done without) {

        boolean isAsWarmAs(Pair next) {
            return next.with.processorMicros() > WARM * with.processorMicros()
                    && next.without.processorMicros() > WARM * without.processorMicros();
        }
    }

    /** What was seen, a line for each pair, and then the middle. */
    public String run() {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                ProcessCluster telling = node(telling(receiver));
                ProcessCluster quiet = node(QUIET);
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            Processors.leaveFirst();
            warmUp(http, telling, quiet);
            List<Double> losses = new ArrayList<>();
            List<Double> micros = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                Pair pair = pair(http, telling, quiet);
                Done with = pair.with();
                Done without = pair.without();
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

    /** Until the compiler of either has nothing left that matters. */
    private void warmUp(HttpClient http, ProcessCluster telling, ProcessCluster quiet) {
        Pair last = pair(http, telling, quiet);
        for (int pairs = 1; pairs < WARM_UPS_MAX; pairs++) {
            Pair next = pair(http, telling, quiet);
            if (last.isAsWarmAs(next)) {
                return;
            }
            last = next;
        }
        log.accept("not warm yet: %.1f and %.1f us of a processor for each request"
                .formatted(last.with().processorMicros(), last.without().processorMicros()));
    }

    private static Pair pair(HttpClient http, ProcessCluster telling, ProcessCluster quiet) {
        Done with = Done.NOTHING;
        Done without = Done.NOTHING;
        for (int slice = 0; slice < SLICES; slice++) {
            // Whoever comes second may profit from what the machine learnt.
            if (slice % 2 == 0) {
                with = with.and(slice(http, telling));
                without = without.and(slice(http, quiet));
            } else {
                without = without.and(slice(http, quiet));
                with = with.and(slice(http, telling));
            }
        }
        return new Pair(with, without);
    }

    private static Done slice(HttpClient http, ProcessCluster node) {
        ProcessorTime used = ProcessorTime.of(node.pid(0));
        long beganNanos = System.nanoTime();
        long requests = ask(http, node, SLICE);
        double seconds = (System.nanoTime() - beganNanos) / 1e9;
        return new Done(requests, seconds, used.micros());
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
