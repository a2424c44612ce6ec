package io.cfguardian.telemetry;

import io.cfguardian.app.projection.ProjectionStatus;
import io.cfguardian.app.telemetry.BackupNumbers;
import io.cfguardian.app.telemetry.Census.Population;
import io.cfguardian.app.telemetry.DeliveryNumbers;
import io.cfguardian.app.telemetry.EdgeNumbers;
import io.cfguardian.app.telemetry.PoolNumbers;
import io.cfguardian.app.telemetry.ReplicationNumbers;
import io.cfguardian.app.telemetry.StoreNumbers;
import io.cfguardian.app.telemetry.TraceNumbers;
import io.cfguardian.app.telemetry.UpkeepNumbers;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.state.Head.Counts;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The parts of a node that are asked at each reading. Each answers at once.
 *
 * @param certificates when they end, by whom they are shown to: nodes, clients
 * @param backup empty where the node takes none by itself
 * @param projection empty when there is none
 * @param pool the connections to the projection's database; empty when there is none
 * @param delivery empty when nobody is sent security events
 * @param securityEvents how many of each kind there were since the first look
 * @param securityEventsDropped observations that were lost because too many waited
 * @param counts how many there are of what the state itself counts
 * @param population how many sessions and tokens there are; empty before they were counted
 * @param traces empty when nothing is traced
 */
public record NodeSources(
        Supplier<ReplicationNumbers> replication,
        Supplier<StoreNumbers> store,
        Supplier<UpkeepNumbers> upkeep,
        Supplier<Map<String, Instant>> certificates,
        Supplier<Optional<BackupNumbers>> backup,
        Supplier<EdgeNumbers> edge,
        Supplier<Optional<ProjectionStatus>> projection,
        Supplier<Optional<PoolNumbers>> pool,
        Supplier<Optional<DeliveryNumbers>> delivery,
        Supplier<Map<Kind, Long>> securityEvents,
        LongSupplier securityEventsDropped,
        Supplier<Counts> counts,
        Supplier<Optional<Population>> population,
        Supplier<Optional<TraceNumbers>> traces) {}
