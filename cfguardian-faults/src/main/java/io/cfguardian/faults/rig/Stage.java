package io.cfguardian.faults.rig;

import io.cfguardian.testkit.cluster.ProcessCluster;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * A cluster at work, as one sees it who breaks it.
 *
 * @param operations how many are over
 * @param committed how many of these were writes that are acknowledged
 */
public record Stage(
        ProcessCluster cluster,
        Supervision supervision,
        IntSupplier operations,
        IntSupplier committed,
        Consumer<String> log) {

    /** What is done to a cluster at work; when it returns, all that was broken on purpose is undone. */
    @FunctionalInterface
    public interface Disturbance {

        /** Breaks it. */
        void on(Stage stage);
    }
}
