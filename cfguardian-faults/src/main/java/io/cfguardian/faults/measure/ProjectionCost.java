package io.cfguardian.faults.measure;

import io.cfguardian.faults.rig.Pause;
import io.cfguardian.testkit.postgres.RealPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Writes documents of 1 KB to a cluster as fast as it takes them, in turns without PostgreSQL and with one, and measures how fast that
 * is, and whether the projection keeps up. Each node has the same share of the processors, and so has PostgreSQL, where that can be
 * had: else the work of the database would be taken for what the projection costs the nodes.
 */
public final class ProjectionCost {

    private static final int CLIENTS = 64;
    private static final int DOCUMENT_CHARS = 1_000;

    /** Of what all processors do; the rest is for the clients. */
    private static final int EACH_OF_ALL_PERCENT = 18;

    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration MEASURED = Duration.ofSeconds(20);

    private final int rounds;
    private final Consumer<String> log;

    /** Will do each {@code rounds} times. */
    public ProjectionCost(int rounds, Consumer<String> log) {
        this.rounds = rounds;
        this.log = log;
    }

    /** What was seen, a line for each, and then the middle. */
    public String run() {
        List<Double> ratios = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            double without = measured("without", Map.of());
            double with;
            try (RealPostgres postgres = RealPostgres.start();
                    CpuQuota quota = CpuQuota.ofAll(EACH_OF_ALL_PERCENT)) {
                quota.limit(postgres.pid());
                with = measured(
                        "with PostgreSQL",
                        Map.of(
                                "CFGUARDIAN_POSTGRES_URL",
                                "postgresql://127.0.0.1:" + postgres.port() + "/" + postgres.database(),
                                "CFGUARDIAN_POSTGRES_USER",
                                postgres.user()));
                postgres.kill();
            }
            ratios.add(with / without);
        }
        List<Double> sorted = ratios.stream().sorted().toList();
        return "with PostgreSQL %.3f times the writes without, in the middle of %d rounds%n"
                .formatted(sorted.get(sorted.size() / 2), rounds);
    }

    private double measured(String name, Map<String, String> settings) {
        try (CpuQuota quota = CpuQuota.ofAll(EACH_OF_ALL_PERCENT);
                Cfguardian cluster = Cfguardian.start(settings, DOCUMENT_CHARS)) {
            for (int node = 0; node < Contender.NODES; node++) {
                quota.limit(cluster.pid(node));
            }
            try (Writers writers = Writers.start(cluster, CLIENTS)) {
                Pause.of(WARM_UP);
                OptionalLong lagBefore = cluster.projectionLag();
                int before = writers.count();
                long beganNanos = System.nanoTime();
                Pause.of(MEASURED);
                double rate = (writers.count() - before) * 1e9 / (System.nanoTime() - beganNanos);
                OptionalLong lag = cluster.projectionLag();
                log.accept("%s: %.0f writes/s%s; each had %s"
                        .formatted(
                                name,
                                rate,
                                lag.isPresent()
                                        ? ", behind by %s commits before and %d after that time"
                                                .formatted(
                                                        lagBefore.isPresent() ? lagBefore.getAsLong() : "unknown",
                                                        lag.getAsLong())
                                        : "",
                                quota));
                return rate;
            }
        }
    }
}
