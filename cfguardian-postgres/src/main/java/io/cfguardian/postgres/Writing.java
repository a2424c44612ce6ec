package io.cfguardian.postgres;

import static io.cfguardian.postgres.schema.Tables.CHANGES;
import static io.cfguardian.postgres.schema.Tables.COMMITS;
import static io.cfguardian.postgres.schema.Tables.CONFIGS;
import static io.cfguardian.postgres.schema.Tables.CONFIG_VERSIONS;
import static io.cfguardian.postgres.schema.Tables.ENVIRONMENTS;
import static io.cfguardian.postgres.schema.Tables.PRINCIPALS;
import static io.cfguardian.postgres.schema.Tables.PROJECTS;
import static io.cfguardian.postgres.schema.Tables.PURGE_REPORTS;
import static io.cfguardian.postgres.schema.Tables.ROLE_BINDINGS;
import static io.cfguardian.postgres.schema.Tables.SCHEMAS;
import static io.cfguardian.postgres.schema.Tables.SCHEMA_VERSIONS;
import static io.cfguardian.postgres.schema.Tables.SECURITY_EVENTS;

import io.cfguardian.app.projection.Batch;
import io.cfguardian.app.projection.Batch.Change;
import io.cfguardian.app.projection.Batch.Entry;
import io.cfguardian.app.projection.Batch.Standings;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.event.Event.ConfigDeleted;
import io.cfguardian.domain.event.Event.ConfigPut;
import io.cfguardian.domain.event.Event.EnvironmentCreated;
import io.cfguardian.domain.event.Event.EnvironmentDeleted;
import io.cfguardian.domain.event.Event.EnvironmentUpdated;
import io.cfguardian.domain.event.Event.ProjectCreated;
import io.cfguardian.domain.event.Event.ProjectDeleted;
import io.cfguardian.domain.event.Event.ProjectUpdated;
import io.cfguardian.domain.event.Event.SchemaPut;
import io.cfguardian.domain.event.IdentityEvent.Purged;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.postgres.schema.Keys;
import io.cfguardian.postgres.schema.Routines;
import io.cfguardian.postgres.schema.tables.records.ChangesRecord;
import io.cfguardian.postgres.schema.tables.records.CommitsRecord;
import io.cfguardian.postgres.schema.tables.records.ConfigVersionsRecord;
import io.cfguardian.postgres.schema.tables.records.PurgeReportsRecord;
import io.cfguardian.postgres.schema.tables.records.SchemaVersionsRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/** Writes batches, each in the transaction of its caller. Without state. */
final class Writing {

    private final Rows rows;

    Writing(Rows rows) {
        this.rows = rows;
    }

    void write(DSLContext sql, Batch batch) {
        makeMonths(sql, batch);
        List<CommitsRecord> commits = new ArrayList<>();
        List<ChangesRecord> changes = new ArrayList<>();
        List<ConfigVersionsRecord> configs = new ArrayList<>();
        List<SchemaVersionsRecord> schemas = new ArrayList<>();
        List<PurgeReportsRecord> reports = new ArrayList<>();
        for (Entry entry : batch.entries()) {
            Commit commit = entry.commit();
            commits.add(rows.commit(commit));
            IntStream.range(0, commit.events().size()).forEach(i -> changes.add(rows.change(commit, i)));
            for (Change change : entry.changes()) {
                switch (change.event()) {
                    case ConfigPut put -> configs.add(rows.version(commit.stamp(), put, document(change)));
                    case ConfigDeleted deleted -> configs.add(rows.version(commit.stamp(), deleted));
                    case SchemaPut put -> schemas.add(rows.version(commit.stamp(), put, document(change)));
                    case Purged purged -> {
                        reports.add(rows.report(commit, purged));
                        endTokens(sql, commit.time());
                    }
                    default -> writePlace(sql, commit, change);
                }
            }
        }
        Bulk.insert(sql, COMMITS, commits);
        Bulk.insert(sql, CHANGES, changes);
        Bulk.insert(sql, CONFIG_VERSIONS, configs);
        if (!configs.isEmpty()) {
            renewConfigs(sql, configs.getFirst(), configs.getLast());
        }
        Bulk.insert(sql, SCHEMA_VERSIONS, schemas);
        Bulk.replace(
                sql,
                SCHEMAS,
                newest(schemas, row -> List.of(row.getProject(), row.getKey())).stream()
                        .map(rows::schema)
                        .toList(),
                Keys.SCHEMAS_PK);
        Bulk.insert(sql, PURGE_REPORTS, reports);
        write(sql, batch.standings());
        Bulk.insert(
                sql,
                SECURITY_EVENTS,
                batch.securityEvents().stream().map(rows::securityEvent).toList());
    }

    /** The versions from one to another, which are there already, become what their configs are now. */
    private static void renewConfigs(DSLContext sql, ConfigVersionsRecord first, ConfigVersionsRecord last) {
        sql.insertInto(CONFIGS, CONFIGS.fields())
                .select(sql.select(Stream.of(CONFIGS.fields())
                                .map(CONFIG_VERSIONS::field)
                                .toList())
                        .distinctOn(CONFIG_VERSIONS.PROJECT, CONFIG_VERSIONS.ENVIRONMENT, CONFIG_VERSIONS.KEY)
                        .from(CONFIG_VERSIONS)
                        .where(CONFIG_VERSIONS.REVISION.between(first.getRevision(), last.getRevision()))
                        // Log time never goes back: so it is seen which months these are in.
                        .and(CONFIG_VERSIONS.TIME.between(first.getTime(), last.getTime()))
                        .orderBy(
                                CONFIG_VERSIONS.PROJECT,
                                CONFIG_VERSIONS.ENVIRONMENT,
                                CONFIG_VERSIONS.KEY,
                                CONFIG_VERSIONS.VERSION.desc()))
                .onConflictOnConstraint(Keys.CONFIGS_PK)
                .doUpdate()
                .setAllToExcluded()
                .execute();
    }

    /** Empties all tables but the checkpoint's. */
    void clear(DSLContext sql) {
        sql.truncate(
                        COMMITS,
                        CHANGES,
                        CONFIG_VERSIONS,
                        CONFIGS,
                        SCHEMA_VERSIONS,
                        SCHEMAS,
                        ENVIRONMENTS,
                        PROJECTS,
                        PRINCIPALS,
                        ROLE_BINDINGS,
                        SECURITY_EVENTS,
                        PURGE_REPORTS)
                .execute();
    }

    private static void makeMonths(DSLContext sql, Batch batch) {
        Stream.concat(
                        batch.entries().stream().map(entry -> entry.commit().time()),
                        batch.securityEvents().stream().map(event -> event.time()))
                .map(Writing::month)
                .collect(Collectors.toCollection(TreeSet::new))
                .forEach(month -> Routines.ensureMonth(sql.configuration(), month));
    }

    private static LocalDate month(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC)).atDay(1);
    }

    private static Document document(Change change) {
        return Objects.requireNonNull(change.document(), "a put without its document");
    }

    /** Projects and environments are few. */
    private static void writePlace(DSLContext sql, Commit commit, Change change) {
        switch (change.event()) {
            case ProjectCreated created ->
                sql.insertInto(PROJECTS)
                        .set(PROJECTS.KEY, created.subject().value())
                        .set(PROJECTS.DESCRIPTION, Rows.plain(created.description()))
                        .set(PROJECTS.CREATED_REVISION, commit.revision().value())
                        .set(PROJECTS.CREATED, commit.time())
                        .set(PROJECTS.CREATED_BY, commit.author().name())
                        .execute();
            case ProjectUpdated updated ->
                sql.update(PROJECTS)
                        .set(PROJECTS.DESCRIPTION, Rows.plain(updated.description()))
                        .where(PROJECTS.KEY.eq(updated.subject().value()))
                        .execute();
            case ProjectDeleted deleted ->
                sql.update(PROJECTS)
                        .set(PROJECTS.DELETED, commit.time())
                        .where(PROJECTS.KEY.eq(deleted.subject().value()))
                        .execute();
            case EnvironmentCreated(EnvironmentId id, String description, SchemaDemand schemas) -> {
                // One that was deleted can be made again.
                delete(sql, id);
                sql.insertInto(ENVIRONMENTS)
                        .set(ENVIRONMENTS.PROJECT, id.project().value())
                        .set(ENVIRONMENTS.KEY, id.key().value())
                        .set(ENVIRONMENTS.DESCRIPTION, Rows.plain(description))
                        .set(ENVIRONMENTS.SCHEMAS, name(schemas))
                        .set(ENVIRONMENTS.CREATED_REVISION, commit.revision().value())
                        .set(ENVIRONMENTS.CREATED, commit.time())
                        .set(ENVIRONMENTS.CREATED_BY, commit.author().name())
                        .execute();
            }
            case EnvironmentUpdated(EnvironmentId id, String description, SchemaDemand schemas) ->
                sql.update(ENVIRONMENTS)
                        .set(ENVIRONMENTS.DESCRIPTION, Rows.plain(description))
                        .set(ENVIRONMENTS.SCHEMAS, name(schemas))
                        .where(ENVIRONMENTS.PROJECT.eq(id.project().value()))
                        .and(ENVIRONMENTS.KEY.eq(id.key().value()))
                        .execute();
            case EnvironmentDeleted(EnvironmentId id) ->
                sql.update(ENVIRONMENTS)
                        .set(ENVIRONMENTS.DELETED, commit.time())
                        .where(ENVIRONMENTS.PROJECT.eq(id.project().value()))
                        .and(ENVIRONMENTS.KEY.eq(id.key().value()))
                        .execute();
            default -> {
                // Is in commits and changes, and whom it is about in the standings.
            }
        }
    }

    private static void delete(DSLContext sql, EnvironmentId id) {
        sql.deleteFrom(ENVIRONMENTS)
                .where(ENVIRONMENTS.PROJECT.eq(id.project().value()))
                .and(ENVIRONMENTS.KEY.eq(id.key().value()))
                .execute();
    }

    private static String name(SchemaDemand demand) {
        return switch (demand) {
            case OPTIONAL -> "optional";
            case REQUIRED -> "required";
        };
    }

    /** A purge says how many tokens it removed, and removes none that has not ended. */
    private static void endTokens(DSLContext sql, Instant time) {
        var ended = PRINCIPALS.EXPIRES.le(time).and(PRINCIPALS.STATUS.ne("deleted"));
        sql.deleteFrom(ROLE_BINDINGS)
                .where(ROLE_BINDINGS.PRINCIPAL.in(
                        sql.select(PRINCIPALS.NAME).from(PRINCIPALS).where(ended)))
                .execute();
        sql.update(PRINCIPALS)
                .set(PRINCIPALS.STATUS, "deleted")
                .set(PRINCIPALS.DISPLAY_NAME, "")
                .where(ended)
                .execute();
    }

    private void write(DSLContext sql, Standings standings) {
        Bulk.replace(
                sql,
                PRINCIPALS,
                Stream.concat(
                                standings.users().stream().map(rows::principal),
                                standings.tokens().stream().map(rows::principal))
                        .toList(),
                Keys.PRINCIPALS_PK);
        List<String> goneTokens = standings.goneTokens().stream()
                .map(token -> token.principal().name())
                .toList();
        if (!goneTokens.isEmpty()) {
            sql.update(PRINCIPALS)
                    .set(PRINCIPALS.STATUS, "deleted")
                    .set(PRINCIPALS.DISPLAY_NAME, "")
                    .where(PRINCIPALS.NAME.in(goneTokens))
                    .execute();
        }
        List<String> without = Stream.concat(
                        goneTokens.stream(),
                        standings.users().stream()
                                .filter(user -> user.status() == User.Status.DELETED)
                                .map(user -> user.id().principal().name()))
                .toList();
        if (!without.isEmpty()) {
            sql.deleteFrom(ROLE_BINDINGS)
                    .where(ROLE_BINDINGS.PRINCIPAL.in(without))
                    .execute();
        }
        Stream.concat(standings.members().stream().map(member -> member.id()), standings.goneMembers().stream())
                .forEach(id -> forget(sql, id));
        Bulk.insert(
                sql,
                ROLE_BINDINGS,
                standings.members().stream()
                        .flatMap(member -> rows.bindings(member).stream())
                        .toList());
    }

    private static void forget(DSLContext sql, MemberId id) {
        sql.deleteFrom(ROLE_BINDINGS)
                .where(ROLE_BINDINGS.PROJECT.eq(id.project().value()))
                .and(ROLE_BINDINGS.PRINCIPAL.eq(id.principal().name()))
                .execute();
    }

    /** The last row of each key: one statement may replace a row only once. */
    private static <R> List<R> newest(List<R> versions, Function<R, List<String>> key) {
        Map<List<String>, R> newest = new LinkedHashMap<>();
        versions.forEach(version -> newest.put(key.apply(version), version));
        return List.copyOf(newest.values());
    }
}
