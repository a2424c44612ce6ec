package io.cfguardian.server.node;

import io.cfguardian.app.backup.BackupArchive.Kept;
import io.cfguardian.app.backup.BackupSchedule;
import io.cfguardian.app.backup.BackupSchedule.Notices;
import io.cfguardian.app.backup.BackupSchedule.Plan;
import io.cfguardian.app.backup.Backups;
import io.cfguardian.app.telemetry.BackupNumbers;
import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.raft.backup.BackupFolder;
import io.cfguardian.server.settings.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds what takes backups by itself, where there is a folder for them. */
final class BackupParts {

    private static final Logger LOG = LoggerFactory.getLogger(BackupParts.class);

    /** The disk may be the node's own, which needs room to go on. */
    private static final long FREE_BYTES_MIN = 512L << 20;

    private static final Pause AFTER_A_BUG = Pause.of(Duration.ofMinutes(1));

    private final @Nullable BackupSchedule schedule;

    BackupParts(Settings settings, Backups backups, InstantSource clock) {
        Settings.@Nullable Backup wanted = settings.backup();
        this.schedule = wanted == null
                ? null
                : new BackupSchedule(
                        new BackupFolder(
                                wanted.directory(),
                                settings.cluster().name(),
                                settings.node().id(),
                                backups,
                                FREE_BYTES_MIN),
                        new Plan(wanted.interval(), wanted.keep()),
                        clock,
                        new Log());
    }

    /** How it goes; empty when there is no folder. */
    Optional<BackupSchedule.Status> status() {
        return Optional.ofNullable(schedule).map(BackupSchedule::status);
    }

    /** The same in numbers; empty when there is no folder. */
    Optional<BackupNumbers> numbers() {
        return Optional.ofNullable(schedule)
                .map(plan -> new BackupNumbers(plan.plan().interval(), plan.counts(), plan.status()));
    }

    /** Begins. */
    void start(Teardown teardown) {
        if (schedule != null) {
            teardown.add(
                            "backups",
                            new Worker(
                                    "backups",
                                    schedule,
                                    AFTER_A_BUG,
                                    failure -> LOG.error("the schedule of backups stumbled and goes on", failure)))
                    .start();
        }
    }

    private static final class Log implements Notices {

        @Override
        public void taken(Kept backup) {
            LOG.info(
                    "backup {} of revision {} taken and proved, {} bytes",
                    backup.name(),
                    backup.revision(),
                    backup.bytes());
        }

        @Override
        public void failed(String reason, int failures, Duration wait) {
            LOG.error("no backup: {}; {} times in a row, next attempt in {} s", reason, failures, wait.toSeconds());
        }
    }
}
