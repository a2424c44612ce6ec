package io.cfguardian.faults.measure;

import io.cfguardian.faults.rig.Pause;
import io.cfguardian.faults.rig.RigFailure;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Keeps one node away for many commits, until the others have dropped the log that it would need, and measures how soon it has all
 * of it, and how fast the others write meanwhile. From when the others are measured each node has the same small share of the
 * processors, where that can be had: else what the node that comes back does with the processors that it shares with the others
 * would be taken for what it costs them.
 */
public final class Absence {

    private static final int CLIENTS = 256;
    /** Of what all processors do; the rest is for the clients. */
    private static final int EACH_OF_ALL_PERCENT = 22;

    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final Duration RATE_OVER = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration BACK_MAX = Duration.ofMinutes(10);
    private static final int TOLD_EACH = 50_000;

    private final int commits;
    private final Consumer<String> log;

    /** Will keep a node away for {@code commits}. */
    public Absence(int commits, Consumer<String> log) {
        this.commits = commits;
        this.log = log;
    }

    /** What was seen, in a few lines. */
    public String run() {
        try (CpuQuota quota = CpuQuota.ofAll(EACH_OF_ALL_PERCENT);
                Cfguardian cluster = Cfguardian.start()) {
            int away = (cluster.leader() + 1) % Contender.NODES;
            cluster.kill(away);
            try (Writers writers =
                    Writers.start(cluster, CLIENTS, others(away).boxed().toList())) {
                awaitCommits(writers);
                // The log before the last snapshot but one goes.
                for (int twice = 0; twice < 2; twice++) {
                    others(away).forEach(cluster::snapshot);
                }
                others(away).mapToLong(cluster::pid).forEach(quota::limit);
                Pause.of(SETTLING);
                double before = writers.rate(RATE_OVER);
                int countBefore = writers.count();
                long beganNanos = System.nanoTime();
                cluster.begin(away);
                quota.limit(cluster.pid(away));
                awaitCaughtUp(cluster, away);
                long backNanos = System.nanoTime() - beganNanos;
                double during = (writers.count() - countBefore) * 1e9 / backNanos;
                double after = writers.rate(RATE_OVER);
                return """
                        away for %d commits; has what its leader has after %.1f s%s
                        others: %.0f writes/s before, %.0f (%.0f %%) meanwhile, %.0f with all three; each node had %s
                        """.formatted(
                                countBefore,
                                backNanos / 1e9,
                                cluster.hasInstalledSnapshot(away) ? ", by snapshot" : ", by log",
                                before,
                                during,
                                100 * during / before,
                                after,
                                quota);
            }
        }
    }

    private void awaitCommits(Writers writers) {
        for (int told = 0; told < commits; ) {
            Pause.of(POLL);
            int count = writers.count();
            if (count >= told + TOLD_EACH) {
                told = count / TOLD_EACH * TOLD_EACH;
                log.accept(told + " commits");
            } else if (count >= commits) {
                return;
            }
        }
    }

    private static void awaitCaughtUp(Cfguardian cluster, int away) {
        long deadlineNanos = System.nanoTime() + BACK_MAX.toNanos();
        while (true) {
            // The leader's first: what it has is then no less than what the other is compared with.
            long newest = others(away).mapToLong(cluster::revision).max().orElseThrow();
            if (cluster.revision(away) >= newest) {
                return;
            }
            if (!cluster.isAlive(away)) {
                throw new RigFailure("the node has ended: " + cluster.lastWords(away));
            }
            if (System.nanoTime() > deadlineNanos) {
                throw new RigFailure("the node has not caught up after " + BACK_MAX.toSeconds() + " s");
            }
            Pause.of(POLL);
        }
    }

    private static IntStream others(int away) {
        return IntStream.range(0, Contender.NODES).filter(node -> node != away);
    }
}
