package io.cfguardian.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.replica.View;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.testkit.postgres.RealPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/postgres.md tells people to ask: that it is answered rightly, and by way of an index. */
@TestInstance(Lifecycle.PER_CLASS)
class QueriesIT {

    private static final int CONFIGS = 5_000;
    private static final int VERSIONS = 20_000;
    private static final Path PAGE = Path.of("../docs/postgres.md");
    private static final Pattern SQL_BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

    private final RealPostgres postgres = RealPostgres.start();
    private final PostgresProjection projection = ProjectionDesk.projection(postgres);
    private final ProjectionDesk desk = new ProjectionDesk(projection);
    private Sql sql;

    @BeforeAll
    void fill() throws Exception {
        Puts puts = new Puts();
        SplittableRandom random = new SplittableRandom(1);
        puts.place().forEach(desk::decide);
        for (int i = 0; i < VERSIONS; i++) {
            desk.decide(puts.put("service-" + random.nextInt(CONFIGS), ProjectionBenchmark.document(random)));
        }
        for (int i = 0; i < 20; i++) {
            desk.decide(puts.put(
                    "checkout.limits",
                    "{\"n\":%d,\"perMinute\":%d,\"region\":\"%s\",\"a/b\":[{\"~\":%d}]}"
                            .formatted(i, i / 5, i % 7 == 0 ? "eu-1" : "us-1", i / 2)));
        }
        desk.catchUp();
        sql = new Sql(postgres);
        // As autovacuum does it: what waits to be put into a GIN index would count against the index.
        sql.run("VACUUM ANALYZE");
    }

    @AfterAll
    void stop() throws SQLException {
        sql.close();
        projection.close();
        postgres.close();
    }

    /** The queries of the page, one a line. */
    static Stream<String> documented() throws Exception {
        return SQL_BLOCK
                .matcher(Files.readString(PAGE))
                .results()
                .flatMap(block -> Stream.of(block.group(1).split(";")))
                .map(query -> query.replaceAll("(?m)--.*$", "").strip())
                .filter(query -> query.startsWith("SELECT") && !query.contains("chain_breaks"));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void everyQueryOfThePageUsesAnIndex(String query) throws SQLException {
        List<String> plan = sql.rows("EXPLAIN " + query);

        assertThat(plan).anyMatch(line -> line.contains("Index"));
        assertThat(plan)
                .noneMatch(line -> line.contains("Seq Scan on config_versions")
                        || line.contains("Seq Scan on changes")
                        || line.contains("Seq Scan on commits"));
        assertThat(sql.rows(query)).as("an answer to " + query).isNotNull();
    }

    @Test
    void thePageHasQueries() throws Exception {
        assertThat(documented()).hasSizeGreaterThanOrEqualTo(6);
    }

    @Test
    void whatItLookedLikeThenIsWhatTheStateHadThen() throws Exception {
        View view = desk.state;
        for (long revision : new long[] {
            2, 3, 77, 5_000, 19_999, desk.state.head().revision().value()
        }) {
            Commit then = view.commits(new Revision(revision), 1).getFirst();
            List<String> expected = view.configs(Puts.PLACE, "", null, VERSIONS).stream()
                    .flatMap(config -> view.versions(config.id(), null, VERSIONS).stream()
                            .filter(version -> !version.stamp().revision().isAfter(then.revision()))
                            .limit(1))
                    .filter(ConfigVersion::isLive)
                    .map(version -> version.id().key() + "|" + version.version())
                    .sorted(Comparator.naturalOrder())
                    .toList();

            assertThat(sql
                            .rows(
                                    "SELECT key, version FROM config_at('%s') WHERE project = 'payments' AND environment = 'prod'"
                                            .formatted(then.time()))
                            .stream()
                            .sorted()
                            .toList())
                    .as("at revision %d", revision)
                    .isEqualTo(expected);
        }
    }

    @Test
    void aFieldsHistoryHasTheVersionsThatChangedIt() throws SQLException {
        assertThat(sql.rows("SELECT version, value_before, value"
                        + " FROM field_history('payments', 'prod', 'checkout.limits', '/perMinute')"))
                .containsExactly("1|null|0", "6|0|1", "11|1|2", "16|2|3");
        assertThat(sql.rows("SELECT count(*) FROM field_history('payments', 'prod', 'checkout.limits', '/a~1b/0/~0')"))
                .containsExactly("10");
        assertThat(sql.rows("SELECT count(*) FROM field_history('payments', 'prod', 'checkout.limits', '')"))
                .containsExactly("20");
        assertThat(sql.rows("SELECT * FROM field_history('payments', 'prod', 'checkout.limits', '/none')"))
                .isEmpty();
    }

    @Test
    void whoChangedWhat() throws SQLException {
        assertThat(sql.rows("SELECT author_name, kind, version FROM who_changed WHERE project = 'payments'"
                        + " AND environment = 'prod' AND key = 'checkout.limits' ORDER BY revision DESC LIMIT 2"))
                .containsExactly("alice|configPut|20", "alice|configPut|19");
    }
}
