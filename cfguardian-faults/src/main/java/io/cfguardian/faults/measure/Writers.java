package io.cfguardian.faults.measure;

import io.cfguardian.faults.rig.Pause;
import io.cfguardian.testkit.cluster.ClientThreads;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** Clients that each write to a key of their own, one write after the other; who gets no answer turns to the next node. */
final class Writers implements AutoCloseable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Contender contender;
    private final List<Integer> nodes;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMillis(500))
            .build();
    private final ConcurrentLinkedQueue<Long> acknowledgedNanos = new ConcurrentLinkedQueue<>();
    private final ClientThreads clients = new ClientThreads();

    private Writers(Contender contender, List<Integer> nodes) {
        this.contender = contender;
        this.nodes = nodes;
    }

    /** Clients that turn to any node. */
    static Writers start(Contender contender, int clients) {
        return start(
                contender, clients, IntStream.range(0, Contender.NODES).boxed().toList());
    }

    /** Clients that know only these nodes. */
    static Writers start(Contender contender, int clients, List<Integer> nodes) {
        Writers writers = new Writers(contender, nodes);
        IntStream.range(0, clients).forEach(client -> writers.clients.start(() -> writers.run(client)));
        return writers;
    }

    private void run(int client) {
        int turn = client;
        for (long n = 0; !clients.areStopped(); n++) {
            HttpRequest request = contender
                    .write(nodes.get(turn % nodes.size()), "key-" + client, client + "-" + n)
                    .timeout(ANSWER_MAX)
                    .build();
            if (isDone(request)) {
                acknowledgedNanos.add(System.nanoTime());
            } else {
                turn++;
                Pause.of(PAUSE);
            }
        }
    }

    private boolean isDone(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException unknown) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How many writes were acknowledged. */
    int count() {
        return acknowledgedNanos.size();
    }

    /** How many writes a second are acknowledged, from now on for {@code length}. */
    double rate(Duration length) {
        int before = count();
        long beganNanos = System.nanoTime();
        Pause.of(length);
        return (count() - before) * 1e9 / (System.nanoTime() - beganNanos);
    }

    /** The longest time without an acknowledgement that ended after {@code nanos}; to now when none came any more. */
    Duration longestGapAfter(long nanos) {
        List<Long> times = new ArrayList<>(acknowledgedNanos);
        times.add(System.nanoTime());
        List<Long> sorted = times.stream().sorted().toList();
        return Duration.ofNanos(IntStream.range(1, sorted.size())
                .filter(i -> sorted.get(i) > nanos)
                .mapToLong(i -> sorted.get(i) - sorted.get(i - 1))
                .max()
                .orElse(0));
    }

    /** How long ago the last write was acknowledged; very long when none was. */
    Duration silence() {
        long last = acknowledgedNanos.stream().mapToLong(Long::longValue).max().orElse(Long.MIN_VALUE / 2);
        return Duration.ofNanos(System.nanoTime() - last);
    }

    @Override
    public void close() {
        clients.close();
        http.shutdownNow();
    }
}
