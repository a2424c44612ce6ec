package io.cfguardian.faults.rig;

import static java.net.HttpURLConnection.HTTP_UNAUTHORIZED;
import static org.awaitility.Awaitility.await;

import io.cfguardian.faults.history.Evidence;
import io.cfguardian.faults.history.History;
import io.cfguardian.faults.history.Journal;
import io.cfguardian.faults.history.Operation;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.WatchFollower;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * One run: starts three nodes, lets clients work on them while they are disturbed, waits until all are well and have the same,
 * and gathers what everybody saw.
 */
public final class Rig {

    /** How many nodes a run has. */
    public static final int NODES = 3;

    private static final int CLIENTS = 20;

    /** A machine that is very busy may be too slow for once. */
    private static final int START_ATTEMPTS_MAX = 2;

    private static final Duration CAUGHT_UP_MAX = Duration.ofSeconds(60);
    private static final long POLL_NANOS = 50_000_000;

    private final Plan plan;
    private final Texts texts = new Texts();

    /**
     * What a run gave.
     *
     * @param ended the last words of nodes that ended by themselves
     */
    public record Run(Evidence evidence, List<String> ended) {

        public Run {
            ended = List.copyOf(ended);
        }
    }

    /** Will run {@code plan}. */
    public Rig(Plan plan) {
        this.plan = plan;
    }

    /**
     * Carries the run out; its history is in the plan's directory afterwards.
     *
     * @throws NotStarted when nothing was run
     * @throws RigFailure when it does not come to its end, which may be the cluster's fault
     */
    public Run run(Stage.Disturbance disturbance) {
        try (ProcessCluster cluster = start()) {
            Supervision supervision = new Supervision(cluster, plan.log());
            try {
                return new Run(run(cluster, supervision, disturbance), supervision.ended());
            } catch (RuntimeException | AssertionError e) {
                supervision.look();
                throw new RigFailure(
                        firstLine(e)
                                + (supervision.ended().isEmpty()
                                        ? ""
                                        : "; " + supervision.ended().getLast()),
                        e);
            } finally {
                leaveLogs(cluster);
            }
        }
    }

    private ProcessCluster start() {
        for (int attempt = 1; ; attempt++) {
            try {
                return ProcessCluster.start(NODES, plan.settings(), plan.launcher());
            } catch (IllegalStateException e) {
                String why = Supervision.lastWords(String.valueOf(e.getMessage()));
                if (attempt == START_ATTEMPTS_MAX) {
                    throw new NotStarted("the cluster did not start: " + why, e);
                }
                plan.log().accept("the cluster did not start, once more: " + why);
            }
        }
    }

    /** What was thrown, for a reader. */
    public static String firstLine(Throwable thrown) {
        return String.valueOf(thrown.getMessage()).lines().findFirst().orElse(thrown.toString());
    }

    private Evidence run(ProcessCluster cluster, Supervision supervision, Stage.Disturbance disturbance) {
        cluster.awaitLeader();
        ConfigApi.prepare(cluster.client(0));
        long after = head(cluster, 0).path("revision").asLong();
        await("all nodes have the project")
                .atMost(CAUGHT_UP_MAX)
                .until(() -> IntStream.range(0, NODES)
                        .allMatch(node -> head(cluster, node).path("revision").asLong() >= after));
        try (WatchFollower first = new WatchFollower(cluster.clients(), 0, ConfigApi.watch(after));
                WatchFollower second = new WatchFollower(cluster.clients(), 1, ConfigApi.watch(after))) {
            List<Operation> operations;
            try (Workload workload = Workload.start(cluster.clients(), new ConfigApi(texts), CLIENTS, plan.seed())) {
                disturbance.on(new Stage(cluster, supervision, workload::count, workload::committed, plan.log()));
                plan.log().accept("healing after " + workload.count() + " operations");
                heal(cluster, supervision);
                workload.stop();
                operations = workload.operations();
            }
            leave(new History(plan.directory())::leaveOperations, operations);
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
            Evidence evidence = new Evidence(
                    operations,
                    journals,
                    List.of(
                            findings.watched("the first watcher", after, first.commits()),
                            findings.watched("the second watcher", after, second.commits())));
            leave(new History(plan.directory())::leave, evidence);
            return evidence;
        }
    }

    private void heal(ProcessCluster cluster, Supervision supervision) {
        long healedNanos = System.nanoTime();
        supervision.look();
        cluster.restartAll();
        for (int node = 0; node < NODES; node++) {
            if (cluster.client(node).get("/api/v1/cluster").status() == HTTP_UNAUTHORIZED) {
                throw new RigFailure(cluster.id(node)
                        + " does not know the session any more that all began with: acknowledged writes are lost");
            }
        }
        cluster.awaitLeader();
        plan.log()
                .accept("all ready and one leader %d ms after the last fault"
                        .formatted((System.nanoTime() - healedNanos) / 1_000_000));
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

    /** The newest revision that a node has; 0 when it does not say. */
    public static long revision(ProcessCluster cluster, int node) {
        return cluster.client(node)
                .tryGet("/api/v1/audit/head?consistency=stale")
                .filter(reply -> reply.status() == 200)
                .map(reply -> reply.json().path("revision").asLong())
                .orElse(0L);
    }

    private static JsonNode head(ProcessCluster cluster, int node) {
        return cluster.client(node)
                .get("/api/v1/audit/head?consistency=stale")
                .expect(200)
                .json();
    }

    private interface Leaving<T> {
        void leave(T value) throws IOException;
    }

    private static <T> void leave(Leaving<T> leaving, T value) {
        try {
            leaving.leave(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void leaveLogs(ProcessCluster cluster) {
        for (int node = 0; node < NODES; node++) {
            int number = node;
            leave(
                    path -> Files.writeString(path, cluster.log(number)),
                    plan.directory().resolve(cluster.id(node) + ".log"));
        }
    }
}
