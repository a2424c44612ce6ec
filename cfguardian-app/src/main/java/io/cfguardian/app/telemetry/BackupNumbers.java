package io.cfguardian.app.telemetry;

import io.cfguardian.app.backup.BackupSchedule.Counts;
import io.cfguardian.app.backup.BackupSchedule.Status;
import java.time.Duration;

/**
 * How the backups do that a node takes by itself.
 *
 * @param interval between two
 * @param counts what was done
 * @param status what came of the last try
 */
public record BackupNumbers(Duration interval, Counts counts, Status status) {}
