package io.cfguardian.faults.rig;

import io.cfguardian.faults.history.Change;
import io.cfguardian.faults.history.Guard;
import io.cfguardian.faults.history.Operation;
import io.cfguardian.faults.history.Outcome;
import io.cfguardian.faults.history.Request;
import io.cfguardian.faults.history.Request.Consistency;
import io.cfguardian.faults.history.Request.Read;
import io.cfguardian.faults.history.Request.Write;
import io.cfguardian.testkit.cluster.ApiClient;
import io.cfguardian.testkit.cluster.ClientThreads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Clients that read and write as fast as they are answered, each at one node for a while and then at another. A write whose
 * fate is not known is asked again at the next node under its key, a few times.
 */
final class Workload implements AutoCloseable {

    private static final int KEYS = 16;

    /** After so many operations new keys are taken: the search for an order is over each key's operations. */
    private static final int OPERATIONS_PER_GENERATION = 3_000;

    private static final int ATTEMPTS_MAX = 4;
    private static final long PAUSE_NANOS = 50_000_000;
    private static final long STAY_OPERATIONS = 50;

    private final List<ApiClient> nodes;
    private final ConfigApi api;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger committed = new AtomicInteger();
    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final ClientThreads clients = new ClientThreads();
    private volatile @Nullable Throwable failure;

    private Workload(List<ApiClient> nodes, ConfigApi api) {
        this.nodes = List.copyOf(nodes);
        this.api = api;
    }

    /** Begins to work. */
    static Workload start(List<ApiClient> nodes, ConfigApi api, int clients, long seed) {
        Workload workload = new Workload(nodes, api);
        SplittableRandom seeds = new SplittableRandom(seed);
        IntStream.range(0, clients).forEach(client -> {
            SplittableRandom random = seeds.split();
            workload.clients.start(() -> workload.run(client, random));
        });
        return workload;
    }

    /** How many operations are over. */
    int count() {
        return operations.size();
    }

    /** How many of them were writes that are acknowledged. */
    int committed() {
        return committed.get();
    }

    /** What was done so far. */
    List<Operation> operations() {
        Throwable broken = failure;
        if (broken != null) {
            throw new IllegalStateException("a client failed", broken);
        }
        return List.copyOf(operations);
    }

    @Override
    public void close() {
        stop();
    }

    /** Ends the work; when this returns no request is on its way. */
    void stop() {
        clients.close();
    }

    private void run(int client, SplittableRandom random) {
        try {
            for (long n = 0; !clients.areStopped(); n++) {
                long number = numbers.incrementAndGet();
                int node = (int) ((client + n / STAY_OPERATIONS) % nodes.size());
                operations.add(work(client, number, node, request(number, client, random)));
            }
        } catch (RuntimeException | AssertionError e) {
            failure = e;
        }
    }

    private Operation work(int client, long number, int firstNode, Request request) {
        long called = System.nanoTime();
        int node = firstNode;
        Outcome outcome = api.ask(nodes.get(node), request);
        boolean isUnknown = outcome instanceof Outcome.Unknown;
        for (int attempt = 1; attempt < ATTEMPTS_MAX && isOpen(outcome) && request instanceof Write; attempt++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            node = (node + 1) % nodes.size();
            outcome = api.ask(nodes.get(node), request);
            isUnknown |= outcome instanceof Outcome.Unknown;
        }
        if (isUnknown && outcome instanceof Outcome.Failed(String reason)) {
            // The last attempt was not done; an earlier one may have been.
            outcome = new Outcome.Unknown("at last " + reason);
        }
        if (outcome instanceof Outcome.Failed) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        note(request, outcome);
        return new Operation(number, client, node, called, System.nanoTime(), request, outcome);
    }

    private static boolean isOpen(Outcome outcome) {
        return outcome instanceof Outcome.Unknown || outcome instanceof Outcome.Failed;
    }

    private void note(Request request, Outcome outcome) {
        if (request instanceof Read(String key, Consistency ignored) && outcome instanceof Outcome.Found found) {
            seen.merge(key, found.version(), Math::max);
        }
        if (request instanceof Write write && outcome instanceof Outcome.Committed made) {
            committed.incrementAndGet();
            for (int i = 0; i < write.changes().size(); i++) {
                seen.merge(write.changes().get(i).key(), made.versions().get(i), Math::max);
            }
        }
    }

    private Request request(long number, int client, SplittableRandom random) {
        String id = "c%d/%d".formatted(client, number);
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> new Read(key(number, random), Consistency.LINEARIZABLE);
            case 3 -> new Read(key(number, random), Consistency.STALE);
            case 4, 5, 6, 7, 8 -> new Write(id, List.of(change(key(number, random), id, random)));
            default -> {
                int first = random.nextInt(KEYS);
                yield new Write(
                        id,
                        IntStream.range(0, 2 + random.nextInt(2))
                                .mapToObj(i -> change(key(number, (first + i) % KEYS), id + "/" + i, random))
                                .toList());
            }
        };
    }

    private Change change(String key, String value, SplittableRandom random) {
        Guard guard = switch (random.nextInt(8)) {
            case 0 -> new Guard.Absent();
            case 1, 2, 3 -> new Guard.AtVersion(seen.getOrDefault(key, 1L));
            default -> new Guard.Any();
        };
        // Something absent that is to be deleted is refused in any case; only what may be there is.
        boolean isDeletion = random.nextInt(8) == 0 && !(guard instanceof Guard.Absent);
        return new Change(key, isDeletion ? Optional.empty() : Optional.of(value), guard);
    }

    private static String key(long number, SplittableRandom random) {
        return key(number, random.nextInt(KEYS));
    }

    private static String key(long number, int key) {
        return "g%d.k%d".formatted(number / OPERATIONS_PER_GENERATION, key);
    }
}
