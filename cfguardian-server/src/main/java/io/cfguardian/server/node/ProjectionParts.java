package io.cfguardian.server.node;

import io.cfguardian.app.audit.AuditIndex;
import io.cfguardian.app.cluster.Cluster;
import io.cfguardian.app.identity.security.SecurityArchive;
import io.cfguardian.app.projection.Consulted;
import io.cfguardian.app.projection.Projection;
import io.cfguardian.app.projection.ProjectionNotices;
import io.cfguardian.app.projection.ProjectionStatus;
import io.cfguardian.app.projection.Projector;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.search.SearchIndex;
import io.cfguardian.app.telemetry.PoolNumbers;
import io.cfguardian.app.telemetry.Tracer;
import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.http.answer.Commits;
import io.cfguardian.postgres.PostgresProjection;
import io.cfguardian.postgres.PostgresSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The projection of the history to PostgreSQL; nothing where none is set. Used by many threads. */
final class ProjectionParts {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionParts.class);

    private static final Pause AFTER_A_BUG = Pause.of(Duration.ofSeconds(10));

    /** A projection that is further behind, as while it is filled again, is not asked. */
    private static final Duration ASKED_LAG_MAX = Duration.ofSeconds(5);

    private final @Nullable PostgresProjection projection;
    private final @Nullable Projector projector;

    /** @param settings null for no projection */
    ProjectionParts(
            @Nullable PostgresSettings settings,
            String clusterName,
            Replica replica,
            Cluster cluster,
            InstantSource clock,
            Tracer tracer,
            Teardown teardown) {
        this.projection =
                settings == null ? null : teardown.add("PostgreSQL", new PostgresProjection(settings, Commits::text));
        this.projector = projection == null
                ? null
                : new Projector(
                        projection, replica, cluster, clusterName, clock, new Log(String.valueOf(settings)), tracer);
    }

    /** How it does; empty when there is none. */
    Optional<ProjectionStatus> status() {
        return Optional.ofNullable(projector).map(Projector::status);
    }

    /** What it saw last; empty when there is none. */
    Optional<ProjectionStatus.State> state() {
        return Optional.ofNullable(projector).map(Projector::state);
    }

    /** The database; empty when there is none. */
    Optional<Projection> projection() {
        return Optional.ofNullable(projection);
    }

    /** The connections to the database; empty when there is none. */
    Optional<PoolNumbers> pool() {
        return Optional.ofNullable(projection).map(PostgresProjection::pool);
    }

    /** The documents by what is in them, for searches. */
    Consulted<SearchIndex> searchIndex() {
        return consulted(PostgresProjection::searchIndex);
    }

    /** The commits by what they changed, for auditors. */
    Consulted<AuditIndex> auditIndex() {
        return consulted(PostgresProjection::auditIndex);
    }

    /** The security events that the cluster has removed. */
    Consulted<SecurityArchive> securityArchive() {
        return consulted(PostgresProjection::securityArchive);
    }

    private <I> Consulted<I> consulted(Function<PostgresProjection, I> part) {
        PostgresProjection database = projection;
        if (database == null) {
            return Consulted.nobody();
        }
        I asked = part.apply(database);
        return Consulted.of(
                () -> status().filter(ProjectionParts::isUsable).map(status -> asked),
                reason -> LOG.warn("PostgreSQL did not answer, the node does it alone: {}", reason.getMessage()));
    }

    private static boolean isUsable(ProjectionStatus status) {
        Duration lag = status.lag();
        return status.reason().isEmpty() && lag != null && lag.compareTo(ASKED_LAG_MAX) <= 0;
    }

    /** Begins to project, whenever this node leads. */
    void start(Teardown teardown) {
        if (projector != null) {
            teardown.add(
                            "projector",
                            new Worker(
                                    "projector",
                                    projector,
                                    AFTER_A_BUG,
                                    failure -> LOG.error("the projection stumbled and goes on", failure)))
                    .start();
        }
    }

    private record Log(String database) implements ProjectionNotices {

        @Override
        public void began(Revision from) {
            LOG.info("projects the history to {}, after revision {}", database, from);
        }

        @Override
        public void held(String reason) {
            LOG.warn("the projection to {} does not go on: {}; tried again every second", database, reason);
        }

        @Override
        public void recovered() {
            LOG.info("the projection to {} goes on", database);
        }

        @Override
        public void lost(long securityEvents) {
            LOG.error(
                    "{} security events were removed before they were projected; they are lost to it", securityEvents);
        }
    }
}
