package io.cfguardian.telemetry;

import io.cfguardian.app.backup.BackupArchive.Kept;
import io.cfguardian.app.backup.BackupSchedule.Counts;
import io.cfguardian.app.backup.BackupSchedule.Status;
import io.cfguardian.app.identity.delivery.DeliveryCounts;
import io.cfguardian.app.identity.delivery.DeliveryProgress;
import io.cfguardian.app.identity.delivery.DeliveryStatus;
import io.cfguardian.app.projection.ProjectionStatus;
import io.cfguardian.app.projection.ProjectionStatus.State;
import io.cfguardian.app.telemetry.BackupNumbers;
import io.cfguardian.app.telemetry.Census.Population;
import io.cfguardian.app.telemetry.DeliveryNumbers;
import io.cfguardian.app.telemetry.EdgeNumbers;
import io.cfguardian.app.telemetry.EdgeNumbers.Sharing;
import io.cfguardian.app.telemetry.PoolNumbers;
import io.cfguardian.app.telemetry.ReplicationNumbers;
import io.cfguardian.app.telemetry.ReplicationNumbers.Applied;
import io.cfguardian.app.telemetry.ReplicationNumbers.Followers;
import io.cfguardian.app.telemetry.ReplicationNumbers.Members;
import io.cfguardian.app.telemetry.ReplicationNumbers.ReadIndex;
import io.cfguardian.app.telemetry.ReplicationNumbers.Role;
import io.cfguardian.app.telemetry.ReplicationNumbers.Snapshots;
import io.cfguardian.app.telemetry.Span;
import io.cfguardian.app.telemetry.StoreNumbers;
import io.cfguardian.app.telemetry.StoreNumbers.Work;
import io.cfguardian.app.telemetry.TraceNumbers;
import io.cfguardian.app.telemetry.UpkeepNumbers;
import io.cfguardian.app.telemetry.UpkeepNumbers.Chain;
import io.cfguardian.app.telemetry.UpkeepNumbers.Disk;
import io.cfguardian.app.telemetry.UpkeepNumbers.Scrub;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.WriteResult.Decided;
import io.cfguardian.app.write.WriteResult.Refused;
import io.cfguardian.domain.decide.Answer;
import io.cfguardian.domain.decide.Answer.Turn;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.decide.Outcome.Effect;
import io.cfguardian.domain.decide.Outcome.Result;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.state.Head;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A node that has all there is to tell: it leads, projects, delivers, and has served. */
final class ExampleNode {

    static final ConfigId CONFIG = ConfigId.of(
            new EnvironmentId(new ProjectKey("secret-project"), new EnvironmentKey("prod")), new ConfigKey("limits"));

    private static final Instant MOMENT = Instant.ofEpochSecond(1_700_000_000);

    private ExampleNode() {}

    static PrometheusExposition exposition() {
        PrometheusExposition exposition = new PrometheusExposition("1.2.3");
        exposition.requests().began();
        exposition.requests().ended("GET", "/api/v1/projects/{project}", 200, 3_000_000, Span.NONE);
        exposition.requests().began();
        exposition.requests().refused(431);
        exposition
                .writes()
                .ended(
                        new Decided(new Answer(
                                new Committed(
                                        new Revision(7),
                                        Instant.EPOCH,
                                        List.of(new Result(CONFIG, new Version(1), Effect.CREATED))),
                                Turn.FIRST)),
                        2_000_000);
        exposition.writes().ended(new Refused(new Refusal.NotFound(CONFIG)), 1_000);
        exposition.read(sources());
        return exposition;
    }

    static NodeSources sources() {
        return new NodeSources(
                () -> new ReplicationNumbers(
                        Role.LEADER,
                        3,
                        50,
                        42,
                        2,
                        1,
                        Set.of(),
                        new Applied(49, 60, 40, 80_000_000),
                        new Snapshots(2, 1, 1),
                        new ReadIndex(30, 4),
                        new Members(3, 1),
                        new Followers(1, 1, 2, 9, Map.of("node-2", 0L, "node-3", 9L))),
                () -> new StoreNumbers(
                        1, 2, 3, 4, 5, 6, 7, 8, 9, 0, new Work(70, 7, 1_000, 900, 800, 700, 600, 1_500_000)),
                () -> new UpkeepNumbers(
                        new Disk(1 << 30, 1 << 20, 1 << 19, 1 << 18, false, true),
                        new Chain(20, 1, 3, MOMENT),
                        new Scrub(4, 1, 12, 5, 9_000, MOMENT, Duration.ofDays(1)),
                        Duration.ofMillis(-250)),
                () -> Map.of("nodes", MOMENT.plusSeconds(60), "clients", MOMENT.plusSeconds(120)),
                () -> Optional.of(new BackupNumbers(
                        Duration.ofHours(24),
                        new Counts(MOMENT, 6, 2),
                        new Status(new Kept("secret.cfgbackup", MOMENT, new Revision(41), 5_000), 1, "/secret/path"))),
                () -> new EdgeNumbers(
                        2, 1, 40L, Map.of("login", 5L, "address", 9L), Map.of("login", 2L), Sharing.SHARED, 3),
                () -> Optional.of(
                        new ProjectionStatus(State.PROJECTING, new Revision(40), 2L, Duration.ofMillis(1_500), "")),
                () -> Optional.of(new PoolNumbers(1, 2, 3, 4)),
                () -> Optional.of(new DeliveryNumbers(
                        new DeliveryStatus(DeliveryStatus.State.RETRYING, 4, "connection refused by 10.1.2.3"),
                        new DeliveryCounts(31, 5),
                        new DeliveryProgress(17, Duration.ofSeconds(90), 3, MOMENT))),
                () -> Map.of(Kind.LOGIN_FAILED, 6L, Kind.MFA_FAILED, 1L),
                () -> 8,
                () -> new Head.Counts(1, 2, 1),
                () -> Optional.of(new Population(7, 2, 5, 1)),
                () -> Optional.of(new TraceNumbers(70, 3, 5)));
    }
}
