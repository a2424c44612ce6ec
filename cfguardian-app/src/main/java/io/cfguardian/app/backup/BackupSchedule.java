package io.cfguardian.app.backup;

import io.cfguardian.app.backup.BackupArchive.Kept;
import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has a node take backups of itself, one in each interval, whether it leads or not. The first follows the newest that there is, so that a
 * restart neither repeats nor puts off; from then on no clock of the wall counts. A failure is told, shown and tried again; it stops nothing.
 *
 * <p>{@link #step} is for one thread, {@link #status}, {@link #counts} and {@link #plan} for any.
 */
public final class BackupSchedule implements Worker.Task {

    /** A node that has just started has more urgent things to do. */
    static final Duration FIRST = Duration.ofMinutes(1);

    /** Between a failure and the next try, at most. */
    static final Duration AGAIN = Duration.ofMinutes(10);

    private final BackupArchive archive;
    private final Plan plan;
    private final InstantSource clock;
    private final Notices notices;
    private volatile Status status = new Status(null, 0, "");
    private volatile Counts counts = new Counts(null, 0, 0);
    private boolean waited;

    public BackupSchedule(BackupArchive archive, Plan plan, InstantSource clock, Notices notices) {
        this.archive = archive;
        this.plan = plan;
        this.clock = clock;
        this.notices = notices;
    }

    /**
     * How often, and how many are kept.
     *
     * @param interval between two; positive
     * @param keep at least 1
     */
    public record Plan(Duration interval, int keep) {}

    /**
     * How it goes.
     *
     * @param last the last backup since the node started, null for none yet
     * @param failures since then, in a row
     * @param lastFailure why the last try failed, "" when it did not
     */
    public record Status(@Nullable Kept last, int failures, String lastFailure) {}

    /**
     * What it has done since the node started.
     *
     * @param newest when the newest backup was begun that there is, also of an earlier run; null for none
     * @param taken backups that were taken and proved
     * @param failed tries that came to nothing
     */
    public record Counts(@Nullable Instant newest, long taken, long failed) {}

    /** Is told of each try. */
    public interface Notices {

        void taken(Kept backup);

        void failed(String reason, int failures, Duration wait);
    }

    /** How it goes. */
    public Status status() {
        return status;
    }

    /** What it has done. */
    public Counts counts() {
        return counts;
    }

    /** How often, and how many are kept. */
    public Plan plan() {
        return plan;
    }

    @Override
    public Pause step() throws InterruptedException {
        try {
            if (!waited) {
                Duration wait = firstWait();
                waited = true;
                return Pause.of(wait);
            }
            Kept taken = archive.take(clock.instant());
            status = new Status(taken, 0, "");
            counts = new Counts(taken.made(), counts.taken() + 1, counts.failed());
            notices.taken(taken);
            archive.prune(plan.keep(), taken);
            return Pause.of(plan.interval());
        } catch (IOException | RuntimeException failure) {
            if (Thread.interrupted()) {
                throw new InterruptedException("closed during a backup");
            }
            // The edge: a backup that fails, for whatever reason, must not take the node with it.
            return Pause.of(failed(String.valueOf(failure.getMessage())));
        }
    }

    private Duration firstWait() throws IOException {
        Instant now = clock.instant();
        Optional<Instant> newest = archive.newest();
        counts = new Counts(newest.orElse(null), counts.taken(), counts.failed());
        Duration left = newest.map(made -> Duration.between(now, made.plus(plan.interval())))
                .orElse(Duration.ZERO);
        Duration first = plan.interval().compareTo(FIRST) < 0 ? plan.interval() : FIRST;
        // A file from the future says that a clock was wrong, not that there is time.
        return left.compareTo(first) < 0 || left.compareTo(plan.interval()) > 0 ? first : left;
    }

    private Duration failed(String reason) {
        Duration wait = plan.interval().compareTo(AGAIN) < 0 ? plan.interval() : AGAIN;
        Status before = status;
        status = new Status(before.last(), before.failures() + 1, reason);
        Counts done = counts;
        counts = new Counts(done.newest(), done.taken(), done.failed() + 1);
        notices.failed(reason, before.failures() + 1, wait);
        return wait;
    }
}
