package io.cfguardian.telemetry;

import io.cfguardian.app.projection.ProjectionStatus;
import io.cfguardian.app.telemetry.PoolNumbers;
import io.cfguardian.domain.revision.Revision;
import java.time.Duration;

/** The families of the projection; none where nothing is projected. What the node does not know is left out. */
final class ProjectionFamilies {

    private ProjectionFamilies() {}

    static void write(ProjectionStatus status, Sheet sheet) {
        Revision revision = status.revision();
        Long behind = status.lagRevisions();
        Duration lag = status.lag();
        sheet.state(
                "cfguardian_projection_state",
                "What this node does for the projection to PostgreSQL, or sees of it.",
                "state",
                status.state());
        if (revision != null) {
            sheet.gauge("cfguardian_projection_revision", "The last commit that is projected.", revision.value());
        }
        if (behind != null) {
            sheet.gauge(
                    "cfguardian_projection_lag_revisions", "Commits of this node that are not projected yet.", behind);
        }
        if (lag != null) {
            sheet.seconds("cfguardian_projection_lag_seconds", "How long ago the first of them was made.", lag);
        }
    }

    static void write(PoolNumbers pool, Sheet sheet) {
        sheet.gauge("cfguardian_postgres_connections_active", "Connections in use.", pool.active());
        sheet.gauge("cfguardian_postgres_connections_idle", "Open connections that are not in use.", pool.idle());
        sheet.gauge("cfguardian_postgres_connections_max", "Connections that may be open.", pool.max());
        sheet.gauge("cfguardian_postgres_connections_waiting", "Threads that wait for a connection.", pool.waiting());
    }
}
