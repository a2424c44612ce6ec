package io.cfguardian.postgres;

import static io.cfguardian.postgres.schema.Tables.CONFIGS;
import static io.cfguardian.postgres.schema.Tables.CONFIG_VERSIONS;

import io.cfguardian.app.search.SearchIndex;
import io.cfguardian.app.search.SearchQuery;
import io.cfguardian.app.search.VersionRef;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.revision.Version;
import java.util.LinkedHashSet;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Finds versions by the words in their text, and by values at places that a JSONPath names. Every value is bound. */
final class PostgresSearchIndex implements SearchIndex {

    private final PostgresSettings settings;
    private final Connections connections;

    PostgresSearchIndex(PostgresSettings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
    }

    /** The columns that both tables have. */
    private record Columns(
            Table<?> table,
            Field<String> project,
            Field<String> environment,
            Field<String> key,
            Field<Long> version,
            Field<Boolean> deleted,
            Field<JSONB> document,
            Field<String[]> words) {}

    private static final Columns CURRENT = new Columns(
            CONFIGS,
            CONFIGS.PROJECT,
            CONFIGS.ENVIRONMENT,
            CONFIGS.KEY,
            CONFIGS.VERSION,
            CONFIGS.DELETED,
            CONFIGS.DOCUMENT,
            CONFIGS.WORDS);

    private static final Columns ALL = new Columns(
            CONFIG_VERSIONS,
            CONFIG_VERSIONS.PROJECT,
            CONFIG_VERSIONS.ENVIRONMENT,
            CONFIG_VERSIONS.KEY,
            CONFIG_VERSIONS.VERSION,
            CONFIG_VERSIONS.DELETED,
            CONFIG_VERSIONS.DOCUMENT,
            CONFIG_VERSIONS.WORDS);

    @Override
    public List<VersionRef> candidates(
            SearchQuery query, List<EnvironmentId> places, @Nullable VersionRef after, int limit) {
        if (places.isEmpty()) {
            return List.of();
        }
        Columns from = switch (query.versions()) {
            case CURRENT -> CURRENT;
            case ALL -> ALL;
        };
        return connections.inTransaction(
                settings.queryTimeout(), sql -> candidates(sql, from, query, places, after, limit));
    }

    private static List<VersionRef> candidates(
            DSLContext sql,
            Columns from,
            SearchQuery query,
            List<EnvironmentId> places,
            @Nullable VersionRef after,
            int limit) {
        return sql.select(from.project(), from.environment(), from.key(), from.version())
                .from(from.table())
                .where(condition(from, query))
                .and(isIn(from, places))
                .and(after == null ? DSL.noCondition() : isAfter(from, query, after))
                .orderBy(from.project(), from.environment(), from.key(), from.version())
                .limit(limit)
                .fetch(row -> new VersionRef(
                        new ConfigId(
                                new ProjectKey(row.value1()),
                                new EnvironmentKey(row.value2()),
                                new ConfigKey(row.value3())),
                        new Version(row.value4())));
    }

    private static Condition condition(Columns from, SearchQuery query) {
        Condition all = from.deleted().isFalse();
        if (!query.words().isEmpty()) {
            String[] words = new LinkedHashSet<>(query.words()).toArray(String[]::new);
            // Whether a text with more words than are kept has these is not known here.
            all = all.and(has(from.words(), words).or(has(from.words(), new String[] {Rows.TOO_MANY_WORDS})));
        }
        if (query.path() != null) {
            for (String path : PathCondition.necessary(query.path())) {
                all = all.and(DSL.condition("{0} @@ {1}::jsonpath", from.document(), DSL.val(path)));
            }
        }
        return query.prefix().isEmpty() ? all : all.and(from.key().startsWith(query.prefix()));
    }

    private static Condition has(Field<String[]> words, String[] all) {
        return DSL.condition("{0} @> {1}", words, DSL.val(all, words));
    }

    private static Condition isIn(Columns from, List<EnvironmentId> places) {
        return DSL.condition(
                "({0}, {1}) IN (SELECT * FROM unnest({2}, {3}))",
                from.project(),
                from.environment(),
                DSL.val(places.stream().map(place -> place.project().value()).toArray(String[]::new)),
                DSL.val(places.stream().map(place -> place.key().value()).toArray(String[]::new)));
    }

    /** Of a config whose newest version is asked for there is one row, whatever its version is by now. */
    private static Condition isAfter(Columns from, SearchQuery query, VersionRef after) {
        String project = after.id().project().value();
        String environment = after.id().environment().value();
        String key = after.id().key().value();
        return switch (query.versions()) {
            case CURRENT ->
                DSL.row(from.project(), from.environment(), from.key()).gt(project, environment, key);
            case ALL ->
                DSL.row(from.project(), from.environment(), from.key(), from.version())
                        .gt(project, environment, key, after.version().value());
        };
    }
}
