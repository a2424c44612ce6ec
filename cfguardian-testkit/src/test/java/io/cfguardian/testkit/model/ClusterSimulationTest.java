package io.cfguardian.testkit.model;

import io.cfguardian.testkit.generate.Seed;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Thousands of short lives of a cluster, each another schedule of writes, lost and late and doubled proposals, changes of leader, crashes
 * and replays from snapshots, readers and watchers.
 */
class ClusterSimulationTest {

    private static final int SCHEDULES = Integer.getInteger("cfguardian.schedules", 5_000);
    private static final int EVENTS = 40;

    @Test
    void whateverHappensOnTheWayEveryPromiseOfAWriteIsKept() {
        SplittableRandom seeds = new SplittableRandom(Long.getLong(Seed.PROPERTY, System.nanoTime()));
        for (int schedule = 0; schedule < SCHEDULES; schedule++) {
            // With a fixed seed, the first schedule is the one that failed.
            long seed = schedule == 0 ? Long.getLong(Seed.PROPERTY, seeds.nextLong()) : seeds.nextLong();
            try {
                live(new SplittableRandom(seed));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("again with -D" + Seed.PROPERTY + "=" + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private static void live(SplittableRandom random) {
        SimulatedCluster cluster = new SimulatedCluster(random.split());
        SimulatedClients clients = new SimulatedClients(random.split(), cluster);
        clients.prepare();
        for (int event = 0; event < EVENTS; event++) {
            if (random.nextInt(5) < 3) {
                clients.act();
            } else {
                cluster.event();
            }
        }
        cluster.settle();
        clients.settle();
    }
}
