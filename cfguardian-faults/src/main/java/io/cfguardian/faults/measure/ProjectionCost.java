package io.cfguardian.faults.measure;

import io.cfguardian.faults.rig.Pause;
import io.cfguardian.faults.rig.RigFailure;
import io.cfguardian.testkit.postgres.RealPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Writes documents of 1 KB to one cluster as fast as it takes them, in turns with PostgreSQL away and there, and measures how fast that
 * is, and whether the projection keeps up. From when the cluster is warm each node has the same small share of the processors, and so has
 * PostgreSQL: else the work of the database would be taken for what the projection costs the nodes.
 */
public final class ProjectionCost {

    private static final int CLIENTS = 128;
    private static final int DOCUMENT_CHARS = 1_000;
    /** Of what all processors do; the rest is for the clients. */
    private static final int EACH_OF_ALL_PERCENT = 22;

    private static final Duration WARM_UP = Duration.ofMinutes(3);
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(20);
    private static final Duration CAUGHT_UP_MAX = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(200);

    /** The projection is never quite there while writes come. */
    private static final int NEAR_COMMITS = 2_000;

    private final int rounds;
    private final Consumer<String> log;

    /** Will do each {@code rounds} times. */
    public ProjectionCost(int rounds, Consumer<String> log) {
        this.rounds = rounds;
        this.log = log;
    }

    /** What was seen, a line for each, and then the middle. */
    public String run() {
        try (CpuQuota quota = CpuQuota.ofAll(EACH_OF_ALL_PERCENT);
                RealPostgres postgres = RealPostgres.start();
                Cfguardian cluster = Cfguardian.start(
                        Map.of(
                                "CFGUARDIAN_POSTGRES_URL",
                                "postgresql://127.0.0.1:" + postgres.port() + "/" + postgres.database(),
                                "CFGUARDIAN_POSTGRES_USER",
                                postgres.user()),
                        DOCUMENT_CHARS);
                Writers writers = Writers.start(cluster, CLIENTS)) {
            Pause.of(WARM_UP);
            IntStream.range(0, Contender.NODES).mapToLong(cluster::pid).forEach(quota::limit);
            List<Double> ratios = new ArrayList<>();
            List<Double> micros = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                postgres.kill();
                Pause.of(SETTLING);
                Turn without = turn(cluster, writers);
                postgres.restart();
                quota.limit(postgres.pid());
                long behind = cluster.projectionLag().orElse(-1);
                double catchUpSeconds = awaitCaughtUp(cluster);
                Pause.of(SETTLING);
                Turn with = turn(cluster, writers);
                ratios.add(with.perSecond() / without.perSecond());
                micros.add(with.leaderMicros() - without.leaderMicros());
                log.accept(
                        "without PostgreSQL %.0f writes/s, %.0f us of the leader each; with it %.0f, %.0f; %d commits behind it caught up in %.1f s, and was %d behind at the end"
                                .formatted(
                                        without.perSecond(),
                                        without.leaderMicros(),
                                        with.perSecond(),
                                        with.leaderMicros(),
                                        behind,
                                        catchUpSeconds,
                                        cluster.projectionLag().orElse(-1)));
            }
            return "with PostgreSQL %.3f times the writes without, and %.0f us of the leader's processor more for each, in the middle of %d rounds; each node and PostgreSQL had %s%n"
                    .formatted(Median.of(ratios), Median.of(micros), rounds, quota);
        }
    }

    /**
     * What was seen in 20 s.
     *
     * @param perSecond writes
     * @param leaderMicros of a processor that the leader used for each
     */
    private record Turn(double perSecond, double leaderMicros) {}

    private static Turn turn(Cfguardian cluster, Writers writers) {
        ProcessorTime leader = ProcessorTime.of(cluster.pid(cluster.leader()));
        int before = writers.count();
        double rate = writers.rate(MEASURED);
        return new Turn(rate, leader.micros() / (writers.count() - before));
    }

    private static double awaitCaughtUp(Cfguardian cluster) {
        long beganNanos = System.nanoTime();
        while (cluster.projectionLag().orElse(Long.MAX_VALUE) > NEAR_COMMITS) {
            if (System.nanoTime() - beganNanos > CAUGHT_UP_MAX.toNanos()) {
                throw new RigFailure("the projection has not caught up after " + CAUGHT_UP_MAX.toSeconds() + " s");
            }
            Pause.of(POLL);
        }
        return (System.nanoTime() - beganNanos) / 1e9;
    }
}
