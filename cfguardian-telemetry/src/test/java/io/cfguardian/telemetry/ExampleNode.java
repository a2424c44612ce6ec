package io.cfguardian.telemetry;

import io.cfguardian.app.identity.delivery.DeliveryStatus;
import io.cfguardian.app.projection.ProjectionStatus;
import io.cfguardian.app.projection.ProjectionStatus.State;
import io.cfguardian.app.telemetry.EdgeNumbers;
import io.cfguardian.app.telemetry.EdgeNumbers.Sharing;
import io.cfguardian.app.telemetry.PoolNumbers;
import io.cfguardian.app.telemetry.ReplicationNumbers;
import io.cfguardian.app.telemetry.ReplicationNumbers.Applied;
import io.cfguardian.app.telemetry.ReplicationNumbers.Followers;
import io.cfguardian.app.telemetry.ReplicationNumbers.ReadIndex;
import io.cfguardian.app.telemetry.ReplicationNumbers.Role;
import io.cfguardian.app.telemetry.ReplicationNumbers.Snapshots;
import io.cfguardian.app.telemetry.StoreNumbers;
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
import io.cfguardian.domain.state.Head.Counts;
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

    private ExampleNode() {}

    static PrometheusExposition exposition() {
        PrometheusExposition exposition = new PrometheusExposition("1.2.3");
        exposition.requests().began();
        exposition.requests().ended("GET", "/api/v1/projects/{project}", 200, 3_000_000);
        exposition.requests().began();
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
                        new Followers(1, 1, 9)),
                () -> new StoreNumbers(1, 2, 3, 4, 5, 6, 7, 8, 9, 0),
                () -> new EdgeNumbers(
                        2, 1, 40L, Map.of("login", 5L, "address", 9L), Map.of("login", 2L), Sharing.SHARED, 3),
                () -> Optional.of(
                        new ProjectionStatus(State.PROJECTING, new Revision(40), 2L, Duration.ofMillis(1_500), "")),
                () -> Optional.of(new PoolNumbers(1, 2, 3, 4)),
                () -> Optional.of(
                        new DeliveryStatus(DeliveryStatus.State.RETRYING, 4, "connection refused by 10.1.2.3")),
                () -> Map.of(Kind.LOGIN_FAILED, 6L, Kind.MFA_FAILED, 1L),
                () -> 8,
                () -> new Counts(1, 2, 1));
    }
}
