package io.cfguardian.faults.measure;

import io.cfguardian.faults.rig.Pause;
import io.cfguardian.faults.rig.RigFailure;
import io.cfguardian.faults.rig.SystemCommand;
import io.cfguardian.testkit.postgres.RealPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Writes documents of 1 KB to one cluster as fast as it takes them, in turns with PostgreSQL away and there, and measures how fast that
 * is, and whether the projection keeps up. From when the cluster is warm the last processor is PostgreSQL's alone, whether it runs or
 * not, and nodes and clients share the others: else the work of the database would be taken for what the projection costs the nodes.
 */
public final class ProjectionCost {

    private static final int CLIENTS = 128;
    private static final int DOCUMENT_CHARS = 1_000;
    private static final Duration WARM_UP = Duration.ofSeconds(90);
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
        int last = Runtime.getRuntime().availableProcessors() - 1;
        if (last == 0) {
            return "this needs two processors\n";
        }
        try (RealPostgres postgres = RealPostgres.start();
                Cfguardian cluster = Cfguardian.start(
                        Map.of(
                                "CFGUARDIAN_POSTGRES_URL",
                                "postgresql://127.0.0.1:" + postgres.port() + "/" + postgres.database(),
                                "CFGUARDIAN_POSTGRES_USER",
                                postgres.user()),
                        DOCUMENT_CHARS);
                Writers writers = Writers.start(cluster, CLIENTS)) {
            Pause.of(WARM_UP);
            String others = "0-" + (last - 1);
            keepTo(others, ProcessHandle.current().pid());
            IntStream.range(0, Contender.NODES).forEach(node -> keepTo(others, cluster.pid(node)));
            List<Double> ratios = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                postgres.kill();
                Pause.of(SETTLING);
                double without = writers.rate(MEASURED);
                postgres.restart();
                keepTo(String.valueOf(last), postgres.pid());
                long behind = cluster.projectionLag().orElse(-1);
                double catchUpSeconds = awaitCaughtUp(cluster);
                Pause.of(SETTLING);
                double with = writers.rate(MEASURED);
                ratios.add(with / without);
                log.accept(
                        "without PostgreSQL %.0f writes/s, with it %.0f; %d commits behind it caught up in %.1f s, and was %d behind at the end"
                                .formatted(
                                        without,
                                        with,
                                        behind,
                                        catchUpSeconds,
                                        cluster.projectionLag().orElse(-1)));
            }
            List<Double> sorted = ratios.stream().sorted().toList();
            return "with PostgreSQL %.3f times the writes without, in the middle of %d rounds%n"
                    .formatted(sorted.get(sorted.size() / 2), rounds);
        }
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

    private static void keepTo(String processors, long pid) {
        SystemCommand.run("taskset", "--all-tasks", "--cpu-list", "--pid", processors, String.valueOf(pid));
    }
}
