package io.cfguardian.postgres;

import static io.cfguardian.postgres.schema.Tables.SECURITY_EVENTS;

import io.cfguardian.app.identity.security.EventFilter;
import io.cfguardian.app.identity.security.SecurityArchive;
import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/** Reads security events back. Every value is bound. */
final class PostgresSecurityArchive implements SecurityArchive {

    private final PostgresSettings settings;
    private final Connections connections;

    PostgresSecurityArchive(PostgresSettings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
    }

    @Override
    public List<SecurityEvent> events(EventFilter filter, long before, int limit) {
        return connections.inTransaction(
                settings.queryTimeout(),
                sql -> sql.selectFrom(SECURITY_EVENTS)
                        .where(condition(filter))
                        .and(SECURITY_EVENTS.SEQUENCE.lt(before))
                        .orderBy(SECURITY_EVENTS.SEQUENCE.desc())
                        .limit(limit)
                        .fetch(Rows::securityEventOf));
    }

    private static Condition condition(EventFilter filter) {
        return DSL.and(
                Asked.equal(SECURITY_EVENTS.KIND, filter.kind(), Rows::name),
                Asked.equal(SECURITY_EVENTS.SEVERITY, filter.severity(), Rows::name),
                Asked.equal(SECURITY_EVENTS.PRINCIPAL, filter.principal(), Principal::name),
                Asked.equal(SECURITY_EVENTS.PROJECT, filter.project(), ProjectKey::value),
                filter.from() == null ? DSL.noCondition() : SECURITY_EVENTS.TIME.ge(filter.from()),
                filter.to() == null ? DSL.noCondition() : SECURITY_EVENTS.TIME.le(filter.to()));
    }
}
