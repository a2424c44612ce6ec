package io.cfguardian.faults.rig;

import static org.awaitility.Awaitility.await;

import io.cfguardian.faults.history.Evidence;
import io.cfguardian.faults.history.Journal;
import io.cfguardian.faults.history.Operation;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.WatchFollower;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One run: starts three nodes, lets clients work on them while a schedule breaks them, heals them, waits until all have the
 * same, and gathers what everybody saw.
 */
public final class Rig {

    private static final int NODES = 3;
    private static final int CLIENTS = 20;
    private static final Duration CAUGHT_UP_MAX = Duration.ofSeconds(60);
    private static final long POLL_NANOS = 50_000_000;

    /** Small, so that snapshots are taken and the log is cut meanwhile. */
    private static final Map<String, String> SETTINGS = Map.of("CFGUARDIAN_RAFT_SNAPSHOT_LOG_BYTES", "256KiB");

    private final long seed;
    private final List<Fault> faults;
    private final Duration length;
    private final Path directory;
    private final Consumer<String> log;
    private final Texts texts = new Texts();

    /**
     * What a run gave.
     *
     * @param faults how many of each were done
     */
    public record Run(Evidence evidence, Map<Fault, Integer> faults) {}

    /**
     * Plans a run.
     *
     * @param directory where the history and the nodes' logs are left
     * @param log is told of what goes on
     */
    public Rig(long seed, List<Fault> faults, Duration length, Path directory, Consumer<String> log) {
        this.seed = seed;
        this.faults = List.copyOf(faults);
        this.length = length;
        this.directory = directory;
        this.log = log;
    }

    /** Whether faults of the network are possible here: in a network namespace of this process. */
    public static boolean cutsNetwork() {
        return Network.isOwn();
    }

    /** Carries the run out. */
    public Run run() {
        boolean withNetwork = Network.isOwn();
        try (ProcessCluster cluster = withNetwork
                ? ProcessCluster.start(NODES, SETTINGS, Network::launcher)
                : ProcessCluster.start(NODES, SETTINGS)) {
            try {
                return run(cluster, withNetwork ? Optional.of(Network.of(cluster)) : Optional.empty());
            } finally {
                leaveLogs(cluster);
            }
        }
    }

    private Run run(ProcessCluster cluster, Optional<Network> network) {
        cluster.awaitLeader();
        ConfigApi.prepare(cluster.client(0));
        long after = head(cluster, 0).path("revision").asLong();
        await("all nodes have the project")
                .atMost(CAUGHT_UP_MAX)
                .until(() -> IntStream.range(0, NODES)
                        .allMatch(node -> head(cluster, node).path("revision").asLong() >= after));
        Saboteur saboteur = new Saboteur(cluster, network, log);
        try (WatchFollower first = new WatchFollower(cluster.clients(), 0, ConfigApi.watch(after));
                WatchFollower second = new WatchFollower(cluster.clients(), 1, ConfigApi.watch(after))) {
            List<Operation> operations;
            try (Workload workload = Workload.start(cluster.clients(), new ConfigApi(texts), CLIENTS, seed)) {
                saboteur.run(Schedule.of(seed, faults, NODES, length));
                log.accept("healing after " + workload.count() + " operations");
                long healedNanos = System.nanoTime();
                cluster.restartAll();
                cluster.awaitLeader();
                log.accept("all ready and one leader %d ms after the last fault"
                        .formatted((System.nanoTime() - healedNanos) / 1_000_000));
                workload.stop();
                operations = workload.operations();
            }
            leaveOperations(operations);
            long newest = awaitOneHead(cluster);
            Findings findings = new Findings(texts);
            List<Journal> journals = IntStream.range(0, NODES)
                    .mapToObj(node -> findings.journal(cluster, node, newest))
                    .toList();
            long last = journals.getFirst().commits().stream()
                    .filter(commit -> !commit.changes().isEmpty())
                    .mapToLong(Journal.Commit::revision)
                    .max()
                    .orElse(0);
            List<WatchFollower> followers = List.of(first, second);
            followers.forEach(follower -> awaitSeen(follower, last));
            return new Run(
                    new Evidence(
                            operations,
                            journals,
                            List.of(
                                    findings.watched("the first watcher", after, first.commits()),
                                    findings.watched("the second watcher", after, second.commits()))),
                    saboteur.done());
        }
    }

    /** A watcher that never sees the last commit is judged as it is. */
    private void awaitSeen(WatchFollower follower, long revision) {
        long until = System.nanoTime() + CAUGHT_UP_MAX.toNanos();
        while (System.nanoTime() < until
                && (follower.commits().isEmpty()
                        || Long.parseLong(follower.commits().getLast().id()) < revision)) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static long awaitOneHead(ProcessCluster cluster) {
        return await("one chain head on all nodes")
                .atMost(CAUGHT_UP_MAX)
                .until(
                        () -> {
                            Set<Long> revisions = new TreeSet<>();
                            IntStream.range(0, NODES)
                                    .forEach(node -> revisions.add(
                                            head(cluster, node).path("revision").asLong()));
                            return revisions;
                        },
                        revisions -> revisions.size() == 1)
                .iterator()
                .next();
    }

    private static JsonNode head(ProcessCluster cluster, int node) {
        return cluster.client(node)
                .get("/api/v1/audit/head?consistency=stale")
                .expect(200)
                .json();
    }

    private void leaveOperations(List<Operation> operations) {
        try (BufferedWriter file = Files.newBufferedWriter(directory.resolve("operations.ndjson"))) {
            for (Operation operation : operations) {
                file.write(JsonMapper.shared().writeValueAsString(operation));
                file.newLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void leaveLogs(ProcessCluster cluster) {
        try {
            for (int node = 0; node < NODES; node++) {
                Files.writeString(directory.resolve(cluster.id(node) + ".log"), cluster.log(node));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
