package io.cfguardian.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.backup.BackupArchive.Kept;
import io.cfguardian.app.backup.BackupSchedule.Status;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.Client.Answered;
import io.cfguardian.http.fixture.TestNode;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who gets the whole state, and what is known of it; what is in it is {@code raft}'s. */
class BackupIT {

    private static final String BACKUP = "/api/v1/cluster/backup";
    private static final String SCHEDULE = "/api/v1/cluster/backup/schedule";
    private static final String SNAPSHOT = "/api/v1/cluster/snapshot";

    private final TestNode node = TestNode.start();
    private final Client client = new Client(node.port());

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aBackupIsStreamedAsAFile() {
        Answered backup = client.get(BACKUP).send().is(200);
        assertThat(backup.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(backup.header("Content-Disposition")).isEqualTo("attachment; filename=\"cfguardian.cfgbackup\"");
        assertThat(backup.text()).hasSize(TestNode.BACKUP_BYTES);
    }

    @Test
    void thatItWasTakenIsRecordedBeforeItsFirstByte() {
        long before = node.revision();
        Answered backup =
                client.get(BACKUP).header("X-Request-Id", "the-backup").send().is(200);
        assertThat(Long.parseLong(backup.header("Cfg-Revision"))).isEqualTo(before + 1);
        Answered events = client.get("/api/v1/security/events")
                .query("kind=backup-taken")
                .send()
                .is(200);
        assertThat(events.at("/items/0/requestId")).isEqualTo("the-backup");
        assertThat(events.at("/items/0/severity")).isEqualTo("warning");
        assertThat(events.at("/items/0/address")).isEqualTo("127.0.0.1");
        assertThat(events.at("/items/0/revision")).isEqualTo(backup.header("Cfg-Revision"));
    }

    @Test
    void whatCannotBeRecordedIsNotGivenAway() {
        node.replica().loseLeader();
        client.get(BACKUP).send().isProblem(503, "no-leader");
    }

    @Test
    void howTheScheduleGoesIsShown() {
        assertThat(client.get(SCHEDULE).send().is(200).at("/scheduled")).isEqualTo("false");
        node.schedules(new Status(
                new Kept("c.n1.cfgbackup", Instant.parse("2026-11-21T09:30:12.345Z"), new Revision(7), 4_096),
                2,
                "the disk is full"));
        Answered going = client.get(SCHEDULE).send().is(200);
        assertThat(going.at("/scheduled")).isEqualTo("true");
        assertThat(going.at("/last/name")).isEqualTo("c.n1.cfgbackup");
        assertThat(going.at("/last/time")).isEqualTo("2026-11-21T09:30:12.345Z");
        assertThat(going.at("/last/revision")).isEqualTo("7");
        assertThat(going.at("/failures")).isEqualTo("2");
        assertThat(going.at("/lastFailure")).isEqualTo("the disk is full");
    }

    @Test
    void aSnapshotIsTakenOrNotAndTheNodeIsNamed() {
        assertThat(client.post(SNAPSHOT).send().is(200).at("/node")).isEqualTo("n1");
        node.hinder("the disk is full");
        client.post(SNAPSHOT).send().isProblem(503, "unavailable");
    }
}
