package io.cfguardian.postgres;

import io.cfguardian.testkit.postgres.RealPostgres;
import java.util.List;

/**
 * How long the queries of docs/postgres.md take on a million versions. The rows are made in the database itself: 100 places of
 * 100 configs with 100 versions each, over a year. Run by hand; prints what it saw.
 */
final class QueriesBenchmark {

    private static final int ROUNDS = 100;
    private static final int TIMES = 5;

    private static final String VERSIONS = """
            INSERT INTO config_versions
            SELECT 'project-' || c / 1000, 'env-' || c / 100 % 10, 'service-' || c % 100, ROUND + 1, ROUND * 10000 + c,
                   timestamptz '2026-01-01 00:00Z' + (ROUND * 10000 + c) * interval '31 seconds',
                   'user:u' || c % 50, false, null, null, 'application/json', t.text, t.text::jsonb,
                   regexp_split_to_array(lower(t.text), '[^a-z0-9]+'),
                   sha256(convert_to(t.text, 'UTF8')), sha256(convert_to(t.text, 'UTF8'))
            FROM generate_series(0, 9999) c,
                 LATERAL (SELECT format('{"enabled":true,"region":"r-%s","owner":"team-%s","limits":{%s},"hosts":[%s]}',
                                 (c * 7919 + ROUND) % 5000, c % 40,
                                 (SELECT string_agg(format('"l%s":{"max":%s,"unit":"per-minute"}', i, (c * i + ROUND) % 10000), ',')
                                  FROM generate_series(1, 12) i),
                                 (SELECT string_agg(format('"db-%s.eu-%s.example.org"', i, (c + i) % 300), ',')
                                  FROM generate_series(1, 8) i)) AS text) t
            """;

    private QueriesBenchmark() {}

    public static void main(String[] args) throws Exception {
        int rounds = args.length == 0 ? ROUNDS : Integer.parseInt(args[0]);
        try (RealPostgres postgres = RealPostgres.start();
                PostgresProjection projection = ProjectionDesk.projection(postgres)) {
            projection.checkpoint();
            try (Sql sql = new Sql(postgres)) {
                sql.run(
                        "SELECT ensure_month(m::date) FROM generate_series('2026-01-01', '2026-12-01', interval '1 month') m");
                long beganNanos = System.nanoTime();
                for (int round = 0; round < rounds; round++) {
                    sql.run(VERSIONS.replace("ROUND", String.valueOf(round)));
                }
                sql.run(
                        "INSERT INTO configs SELECT project, environment, key, version, revision, time, author, deleted,"
                                + " schema_key, schema_version, document, words FROM config_versions WHERE version = "
                                + rounds);
                sql.run(
                        "INSERT INTO changes SELECT revision, 0, time, author, 'configPut', project, environment, key, version"
                                + " FROM config_versions");
                sql.run("VACUUM ANALYZE");
                System.out.printf(
                        "%s versions made in %.0f s%n",
                        sql.one("SELECT count(*) FROM config_versions"), (System.nanoTime() - beganNanos) / 1e9);
                List<String> queries = QueriesIT.documented()
                        .map(query -> query.replace("'payments'", "'project-3'")
                                .replace("'prod'", "'env-4'")
                                .replace("'checkout.limits'", "'service-7'")
                                .replace("2026-11-21 14:03Z", "2026-09-01 14:03Z")
                                .replace("/perMinute", "/limits/l3/max")
                                .replace("eu-1\"}", "r-77\"}")
                                .replace("'region', 'eu'", "'r', '77', 'team', '12'"))
                        .toList();
                for (String query : queries) {
                    time(sql, query);
                }
            }
        }
    }

    private static void time(Sql sql, String query) throws Exception {
        double best = Double.MAX_VALUE;
        int rows = 0;
        for (int i = 0; i < TIMES; i++) {
            long beganNanos = System.nanoTime();
            rows = sql.rows(query).size();
            best = Math.min(best, (System.nanoTime() - beganNanos) / 1e6);
        }
        System.out.printf("%8.1f ms %6d rows  %s%n", best, rows, query.replaceAll("\\s+", " "));
        if (best > 50) {
            sql.rows("EXPLAIN (ANALYZE, BUFFERS) " + query).forEach(System.out::println);
        }
    }
}
