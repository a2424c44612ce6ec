package io.cfguardian.faults.disk;

import io.cfguardian.faults.rig.Pause;
import io.cfguardian.faults.rig.Stage;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Cuts the power of the whole cluster under load, again and again. */
public final class PowerCuts implements Stage.Disturbance {

    private static final int LOAD_MILLIS_MIN = 1_500;
    private static final int LOAD_MILLIS_MAX = 4_000;

    private final Disks disks;
    private final int times;
    private final SplittableRandom random;

    /** Will cut the power of {@code disks}, on which the nodes are, {@code times} times. */
    public PowerCuts(Disks disks, int times, long seed) {
        this.disks = disks;
        this.times = times;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public void on(Stage stage) {
        for (int cut = 1; cut <= times; cut++) {
            Pause.of(Duration.ofMillis(random.nextInt(LOAD_MILLIS_MIN, LOAD_MILLIS_MAX)));
            stage.supervision().look();
            int operations = stage.operations().getAsInt();
            disks.cutPower();
            stage.cluster().killAll();
            disks.restorePower();
            long startedNanos = System.nanoTime();
            IntStream.range(0, stage.cluster().size()).forEach(stage.cluster()::restart);
            IntStream.range(0, stage.cluster().size()).forEach(stage.cluster()::awaitReady);
            stage.log()
                    .accept("power cut %d after %d operations; all nodes serve after %d ms"
                            .formatted(cut, operations, (System.nanoTime() - startedNanos) / 1_000_000));
        }
    }
}
