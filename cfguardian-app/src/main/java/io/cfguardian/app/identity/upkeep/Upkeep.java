package io.cfguardian.app.identity.upkeep;

import io.cfguardian.app.cluster.Cluster;
import io.cfguardian.app.identity.key.FirstStart;
import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What one node, the leader, does for the cluster's identity without being asked. Every task looks for itself whether there is
 * something to do, and is decided by the cluster, so it does no harm when two nodes do it at once.
 */
public final class Upkeep implements Worker.Task {

    private static final Pause BEFORE_READY = Pause.of(Duration.ofMillis(100));
    private static final Pause BETWEEN = Pause.of(Duration.ofSeconds(10));

    private final Cluster cluster;
    private final FirstStart firstStart;
    private final Runnable begin;
    private final List<Runnable> tasks;
    private final Consumer<RuntimeException> failed;

    /**
     * @param begin makes the first administrator
     * @param tasks what is looked after again and again
     * @param failed told of a task that failed; it is tried again later
     */
    public Upkeep(
            Cluster cluster,
            FirstStart firstStart,
            Runnable begin,
            List<Runnable> tasks,
            Consumer<RuntimeException> failed) {
        this.cluster = cluster;
        this.firstStart = firstStart;
        this.begin = begin;
        this.tasks = List.copyOf(tasks);
        this.failed = failed;
    }

    @Override
    public Pause step() {
        boolean isNew = firstStart.isNew();
        if (cluster.leads()) {
            if (isNew) {
                attempt(begin);
            } else {
                tasks.forEach(this::attempt);
            }
        }
        return isNew ? BEFORE_READY : BETWEEN;
    }

    private void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }
}
