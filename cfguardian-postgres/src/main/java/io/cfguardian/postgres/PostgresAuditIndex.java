package io.cfguardian.postgres;

import static io.cfguardian.postgres.schema.Tables.CHANGES;
import static io.cfguardian.postgres.schema.Tables.CHECKPOINT;

import io.cfguardian.app.audit.AuditIndex;
import io.cfguardian.app.audit.CommitFilter;
import io.cfguardian.domain.event.EventKind;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.revision.Revision;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.impl.DSL;

/** Finds commits by what changed, where and by whom. Every value is bound. */
final class PostgresAuditIndex implements AuditIndex {

    private final PostgresSettings settings;
    private final Connections connections;

    PostgresAuditIndex(PostgresSettings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
    }

    @Override
    public Candidates candidates(CommitFilter filter, Revision from, Revision to, int limit) {
        return connections.inTransaction(
                settings.queryTimeout(), sql -> candidates(sql, filter, from.value(), to.value(), limit));
    }

    private static Candidates candidates(DSLContext sql, CommitFilter filter, long from, long to, int limit) {
        Field<Integer> part = DSL.field(DSL.name("part"), Integer.class);
        var projected = DSL.select(DSL.inline(0).as(part), CHECKPOINT.REVISION).from(CHECKPOINT);
        var named = DSL.selectDistinct(DSL.inline(1), CHANGES.REVISION)
                .from(CHANGES)
                .where(condition(filter))
                .and(CHANGES.REVISION.between(from, to))
                .orderBy(CHANGES.REVISION)
                .limit(limit);
        // One statement sees one state: every change up to the checkpoint that it shows.
        List<Long> found = sql.fetch(projected.unionAll(named).orderBy(part, CHECKPOINT.REVISION))
                .map(Record2::value2);
        if (found.isEmpty()) {
            return new Candidates(List.of(), Revision.ZERO);
        }
        List<Revision> revisions = found.stream().skip(1).map(Revision::new).toList();
        return new Candidates(
                revisions,
                revisions.size() < limit ? new Revision(Math.min(found.getFirst(), to)) : revisions.getLast());
    }

    private static Condition condition(CommitFilter filter) {
        return DSL.and(
                Asked.equal(CHANGES.AUTHOR, filter.author(), Principal::name),
                Asked.equal(CHANGES.PROJECT, filter.project(), ProjectKey::value),
                Asked.equal(CHANGES.ENVIRONMENT, filter.environment(), EnvironmentKey::value),
                Asked.equal(CHANGES.KEY, filter.key(), Function.identity()),
                Asked.equal(CHANGES.KIND, filter.kind(), EventKind::text));
    }
}
