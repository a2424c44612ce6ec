package io.cfguardian.app.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.app.backup.BackupSchedule.Plan;
import io.cfguardian.app.worker.Pause;
import io.cfguardian.domain.revision.Revision;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BackupScheduleTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final List<Instant> taken = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Archive archive = new Archive();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private BackupSchedule schedule = schedule(DAY);

    @Test
    void theFirstIsTakenAMinuteAfterTheStart() throws InterruptedException {
        assertThat(schedule.step()).isEqualTo(Pause.of(BackupSchedule.FIRST));
        assertThat(taken).isEmpty();
        assertThat(schedule.step()).isEqualTo(Pause.of(DAY));
        assertThat(taken).containsExactly(now);
        assertThat(told).containsExactly("taken 1", "pruned to 3 but 1");
        assertThat(schedule.status().last()).isNotNull();
        assertThat(schedule.counts()).isEqualTo(new BackupSchedule.Counts(now, 1, 0));
    }

    @Test
    void aRestartNeitherRepeatsNorPutsOff() throws InterruptedException {
        taken.add(now.minus(Duration.ofHours(20)));
        assertThat(schedule.step()).isEqualTo(Pause.of(Duration.ofHours(4)));
        assertThat(schedule.counts()).isEqualTo(new BackupSchedule.Counts(now.minus(Duration.ofHours(20)), 0, 0));

        taken.set(0, now.minus(Duration.ofDays(9)));
        schedule = schedule(DAY);
        assertThat(schedule.step()).isEqualTo(Pause.of(BackupSchedule.FIRST));
    }

    @Test
    void aClockThatWasWrongPutsNothingOff() throws InterruptedException {
        taken.add(now.plus(Duration.ofDays(700)));
        assertThat(schedule.step()).isEqualTo(Pause.of(BackupSchedule.FIRST));
        now = now.minus(Duration.ofDays(3_000));
        assertThat(schedule.step()).isEqualTo(Pause.of(DAY));
    }

    @Test
    void aFailureIsToldShownAndTriedAgain() throws InterruptedException {
        schedule.step();
        archive.failure = new IOException("the disk is full");
        assertThat(schedule.step()).isEqualTo(Pause.of(BackupSchedule.AGAIN));
        archive.failure = null;
        archive.bug = new IllegalStateException("a bug");
        assertThat(schedule.step()).isEqualTo(Pause.of(BackupSchedule.AGAIN));
        assertThat(told).containsExactly("failed the disk is full 1", "failed a bug 2");
        assertThat(schedule.status()).isEqualTo(new BackupSchedule.Status(null, 2, "a bug"));
        assertThat(schedule.counts()).isEqualTo(new BackupSchedule.Counts(null, 0, 2));

        archive.bug = null;
        assertThat(schedule.step()).isEqualTo(Pause.of(DAY));
        assertThat(schedule.status().failures()).isZero();
        assertThat(schedule.status().lastFailure()).isEmpty();
    }

    @Test
    void nothingIsPrunedForABackupThatFailed() throws InterruptedException {
        schedule.step();
        archive.failure = new IOException("the disk is full");
        schedule.step();
        assertThat(told).noneMatch(line -> line.startsWith("pruned"));
    }

    @Test
    void aBackupThatTheStopInterruptsIsNoFailure() throws InterruptedException {
        schedule.step();
        archive.failure = new IOException("closed by interrupt");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> schedule.step()).isInstanceOf(InterruptedException.class);
        assertThat(told).isEmpty();
    }

    private BackupSchedule schedule(Duration interval) {
        return new BackupSchedule(archive, new Plan(interval, 3), () -> now, new BackupSchedule.Notices() {
            @Override
            public void taken(BackupArchive.Kept backup) {
                told.add("taken " + backup.name());
            }

            @Override
            public void failed(String reason, int failures, Duration wait) {
                told.add("failed " + reason + " " + failures);
            }
        });
    }

    private final class Archive implements BackupArchive {

        private @Nullable IOException failure;
        private @Nullable IllegalStateException bug;

        @Override
        public Optional<Instant> newest() {
            return taken.stream().max(Instant::compareTo);
        }

        @Override
        public Kept take(Instant at) throws IOException {
            if (failure != null) {
                throw failure;
            }
            if (bug != null) {
                throw bug;
            }
            taken.add(at);
            return new Kept(Integer.toString(taken.size()), at, new Revision(1), 1);
        }

        @Override
        public void prune(int newest, Kept last) {
            told.add("pruned to " + newest + " but " + last.name());
        }
    }
}
