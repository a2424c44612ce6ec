package io.cfguardian.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Several clients that write, each to a config of its own, one write after the other, through all nodes in turn. A client
 * that gets no answer or a 5xx asks the next node with the same {@code Idempotency-Key} until it is answered. Write n of a
 * client must make version n of its config, so one write lost or done twice shifts all that follow.
 */
public final class WriteLoad implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final List<ApiClient> nodes;
    private final String configs;
    private final Acknowledged acknowledged;
    private final int writesEach;
    private final ConcurrentLinkedQueue<Long> timesNanos = new ConcurrentLinkedQueue<>();
    private final AtomicInteger retries = new AtomicInteger();
    private final AtomicInteger replays = new AtomicInteger();
    private final ClientThreads clients = new ClientThreads();
    private volatile @Nullable Throwable failure;

    private WriteLoad(List<ApiClient> nodes, String configs, Acknowledged acknowledged, int writesEach) {
        this.nodes = List.copyOf(nodes);
        this.configs = configs;
        this.acknowledged = acknowledged;
        this.writesEach = writesEach;
    }

    /**
     * Begins to write.
     *
     * @param configs begins the paths of the configs, which are to be new; a number follows
     * @param acknowledged is told of every success
     * @param clients how many
     * @param writesEach how many writes each of them makes
     */
    public static WriteLoad start(
            List<ApiClient> nodes, String configs, Acknowledged acknowledged, int clients, int writesEach) {
        WriteLoad load = new WriteLoad(nodes, configs, acknowledged, writesEach);
        IntStream.range(0, clients).forEach(client -> load.clients.start(() -> load.run(client)));
        return load;
    }

    /** The text of write {@code n} of {@code client}. */
    private static String text(int client, int n) {
        return "{\"client\":%d,\"write\":%d}".formatted(client, n);
    }

    private void run(int client) {
        try {
            for (int n = 1; n <= writesEach && !clients.areStopped(); n++) {
                write(client, n);
            }
        } catch (RuntimeException | AssertionError e) {
            failure = e;
        }
    }

    private void write(int client, int n) {
        String path = configs + client;
        String key = path.substring(path.lastIndexOf('/') + 1) + "/" + n;
        for (int attempt = 0; !clients.areStopped(); attempt++) {
            ApiClient node = nodes.get((client + n + attempt) % nodes.size());
            Optional<Reply> reply = node.tryPut(path, Map.of("Idempotency-Key", key), text(client, n));
            if (reply.isPresent() && reply.get().status() < 500) {
                acknowledge(reply.get().expect(n == 1 ? 201 : 200), key, n);
                return;
            }
            retries.incrementAndGet();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void acknowledge(Reply reply, String key, int n) {
        acknowledged.add(key, reply.revision());
        timesNanos.add(System.nanoTime());
        reply.header("Idempotency-Replayed").ifPresent(ignored -> replays.incrementAndGet());
        assertThat(reply.version()).as("version that write %s made", key).isEqualTo(n);
    }

    /** How many writes were acknowledged so far. */
    public int count() {
        failIfBroken();
        return timesNanos.size();
    }

    /** Whether all writes are acknowledged. */
    public boolean isDone() {
        failIfBroken();
        return clients.areDone();
    }

    private void failIfBroken() {
        Throwable broken = failure;
        if (broken != null) {
            throw new AssertionError("a client failed", broken);
        }
    }

    /** How many times there was no answer, or a 5xx. */
    public int retries() {
        return retries.get();
    }

    /** How many of the acknowledged writes had been done by an attempt whose answer was lost. */
    public int replays() {
        return replays.get();
    }

    /** The longest time between two acknowledgements. */
    public Duration longestGap() {
        return longestGapFrom(0);
    }

    /** The same, from the acknowledgement with that number on. */
    public Duration longestGapFrom(int first) {
        List<Long> times = timesNanos.stream().sorted().skip(first).toList();
        return Duration.ofNanos(IntStream.range(1, times.size())
                .mapToLong(i -> times.get(i) - times.get(i - 1))
                .max()
                .orElse(0));
    }

    /** Checks, on {@code node} and after the end of the load, that every version of every config has the text that was sent. */
    public void assertValues(ApiClient node) {
        for (int client = 0; client < clients.count(); client++) {
            for (int n = 1; n <= writesEach; n++) {
                Reply reply = node.get(configs + client + "/versions/" + n + "?consistency=stale")
                        .expect(200);
                assertThat(reply.json().path("value").toString()).isEqualTo(text(client, n));
            }
            assertThat(node.get(configs + client).expect(200).version()).isEqualTo(writesEach);
        }
    }

    /** Ends the writing and waits for the clients. */
    @Override
    public void close() {
        clients.close();
    }
}
