package io.cfguardian.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.app.projection.Checkpoint;
import io.cfguardian.app.projection.ProjectionStatus.State;
import io.cfguardian.app.projection.ProjectionUnavailable;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.identity.EntityKind;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.testkit.generate.Seed;
import io.cfguardian.testkit.postgres.RealPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The history in a real PostgreSQL, beside the state that it is of. */
@TestInstance(Lifecycle.PER_CLASS)
class PostgresProjectionIT {

    private static final int ALL = 1_000_000;

    private final RealPostgres postgres = RealPostgres.start();
    private PostgresProjection projection;
    private ProjectionDesk desk;
    private Sql sql;

    @BeforeEach
    void begin() throws SQLException {
        projection = ProjectionDesk.projection(postgres);
        desk = new ProjectionDesk(projection);
        sql = new Sql(postgres);
    }

    @AfterEach
    void end() throws SQLException {
        projection.close();
        sql.run("DROP SCHEMA IF EXISTS cfguardian CASCADE");
        sql.close();
    }

    @AfterAll
    void stop() {
        postgres.close();
    }

    @Test
    void everyCommitIsThereOnceAndTheChainIsProvedInSql() {
        Seed.run(random -> {
            desk.live(random, 3_000);
            desk.catchUp();

            List<String> expected = journal().stream()
                    .map(commit -> "%s|%s|%s|%s|%s"
                            .formatted(
                                    commit.revision(),
                                    commit.time().toEpochMilli(),
                                    commit.author(),
                                    commit.hash(),
                                    commit.events().size()))
                    .toList();
            assertThat(sql.rows("SELECT revision, (extract(epoch FROM time) * 1000)::bigint, author,"
                            + " encode(hash, 'hex'), changes FROM commits ORDER BY revision"))
                    .isEqualTo(expected);
            assertThat(sql.rows("SELECT * FROM chain_breaks WHERE hash_is_wrong OR link_is_wrong"))
                    .isEmpty();
            assertThat(sql.one(
                            "SELECT revision || ' ' || encode(hash, 'hex') || ' ' || security_event FROM checkpoint"))
                    .isEqualTo("%s %s %d"
                            .formatted(
                                    desk.state.head().revision(),
                                    desk.state.head().chainHash(),
                                    desk.state.head().securityEvents().next()));
            assertThat(sql.one("SELECT count(*), count(DISTINCT (revision, ordinal)) FROM changes"))
                    .isEqualTo("%1$d|%1$d"
                            .formatted(journal().stream()
                                    .mapToInt(commit -> commit.events().size())
                                    .sum()));
        });
    }

    @Test
    void aCommitThatIsChangedOrMissingBreaksTheChain() throws Exception {
        desk.live(new SplittableRandom(1), 300);
        desk.catchUp();

        sql.run("UPDATE commits SET covered = covered || '\\x00' WHERE revision = 7");
        sql.run("DELETE FROM commits WHERE revision = 20");

        assertThat(sql.rows("SELECT revision, hash_is_wrong, link_is_wrong FROM chain_breaks"
                        + " WHERE hash_is_wrong OR link_is_wrong ORDER BY revision"))
                .containsExactly("7|t|f", "21|f|t");
    }

    @Test
    void theTablesSayWhatTheStateSays() {
        Seed.run(random -> {
            desk.live(random, 3_000);
            desk.catchUp();

            assertThat(sql.rows(
                            "SELECT project, environment, key, version, revision, author, text FROM config_versions"))
                    .containsExactlyInAnyOrderElementsOf(rows().configVersions());
            assertThat(sql.rows("SELECT project, environment, key, version, deleted FROM configs"))
                    .containsExactlyInAnyOrderElementsOf(rows().configs());
            assertThat(sql.rows(
                            "SELECT c FROM configs c LEFT JOIN config_versions v USING (project, environment, key, version)"
                                    + " WHERE (c.revision, c.time, c.author, c.deleted, c.schema_key, c.schema_version, c.document, c.words)"
                                    + " IS DISTINCT FROM (v.revision, v.time, v.author, v.deleted, v.schema_key, v.schema_version,"
                                    + " v.document, v.words)"))
                    .isEmpty();
            assertThat(sql.rows("SELECT key, description, deleted IS NOT NULL FROM projects"))
                    .containsExactlyInAnyOrderElementsOf(desk.state.projects(null, ALL).stream()
                            .map(project -> "%s|%s|%s"
                                    .formatted(project.key(), project.description(), project.isLive() ? "f" : "t"))
                            .toList());
            assertThat(sql.rows("SELECT project, key, description FROM environments WHERE deleted IS NULL"))
                    .containsExactlyInAnyOrderElementsOf(rows().environments()
                            .map(place ->
                                    place.id().project() + "|" + place.id().key() + "|" + place.description())
                            .toList());
            assertThat(sql.rows("SELECT name, status, administrator, email, display_name FROM principals"
                            + " WHERE kind = 'user'"))
                    .containsExactlyInAnyOrderElementsOf(rows().users());
            assertThat(sql.rows("SELECT name FROM principals WHERE kind = 'token' AND status = 'active'"))
                    .containsExactlyInAnyOrderElementsOf(
                            desk.state.list(EntityRange.all(EntityKind.TOKEN), ALL).stream()
                                    .map(token -> token.id().principal().name())
                                    .toList());
            assertThat(sql.rows("SELECT project, principal, environment, role, revision FROM role_bindings"))
                    .containsExactlyInAnyOrderElementsOf(rows().bindings());
            assertThat(sql.rows("SELECT sequence, revision FROM security_events ORDER BY sequence"))
                    .endsWith(desk.state.list(EntityRange.all(EntityKind.SECURITY_EVENT), ALL).stream()
                            .map(event -> event.sequence() + "|" + event.revision())
                            .toArray(String[]::new));
        });
    }

    @Test
    void whateverADocumentHoldsIsHeldToTheByte() throws Exception {
        Puts puts = new Puts();
        puts.place().forEach(desk::decide);
        List<String> texts = List.of(
                "{\"a\\u0000b\":\"\\u0000\"}",
                "[1e308,-1e-300,0.1,123456789012345678901234567890,-0]",
                "\"" + "x".repeat((1 << 20) - 2) + "\"",
                "[".repeat(128) + "]".repeat(128),
                "{\"\":null,\"\ud83d\ude00\":\"\\ud83d\\ude00 \\\\u0000\"}");
        texts.forEach(text -> desk.decide(puts.put("odd", text)));
        desk.catchUp();

        assertThat(sql.rows("SELECT text FROM config_versions ORDER BY version"))
                .isEqualTo(texts);
        assertThat(sql.one("SELECT p.description, e.description FROM projects p, environments e"))
                .isEqualTo("a\ufffdb|\ufffd");
        assertThat(sql.rows("SELECT version FROM config_versions WHERE sha256(convert_to(text, 'UTF8')) <> text_hash"))
                .isEmpty();
        assertThat(sql.one("SELECT document FROM config_versions WHERE version = 1"))
                .isEqualTo("{\"a\ufffdb\": \"\ufffd\"}");
        assertThat(sql.one("SELECT document ->> '\ud83d\ude00' FROM configs")).isEqualTo("\ud83d\ude00 \\u0000");
    }

    @Test
    void noColumnHoldsASecret() throws Exception {
        desk.live(new SplittableRandom(3), 2_000);
        desk.catchUp();

        List<User> users = desk.state.list(EntityRange.all(EntityKind.USER), ALL);
        assertThat(users).anyMatch(user -> user.password() != null);
        String everything = sql.everything();
        for (User user : users) {
            if (user.password() != null) {
                assertThat(everything).doesNotContain(user.password().value());
            }
        }
    }

    @Test
    void filledAgainItIsTheSame() throws Exception {
        desk.live(new SplittableRandom(4), 2_000);
        desk.catchUp();
        String before = sql.everything();

        projection.clear(ProjectionDesk.CLUSTER);
        assertThat(sql.one("SELECT count(*) FROM commits")).isEqualTo("0");
        desk.catchUp();

        assertThat(sql.everything().lines())
                .containsExactlyInAnyOrderElementsOf(before.lines().toList());
    }

    @Test
    void aKilledDatabaseIsTriedAgainUntilItIsThere() throws Exception {
        desk.live(new SplittableRandom(5), 500);
        desk.catchUp();
        postgres.kill();
        desk.live(new SplittableRandom(6), 500);

        desk.projector.step();
        assertThat(desk.projector.status().state()).isEqualTo(State.UNAVAILABLE);
        assertThat(desk.projector.status().reason()).isNotBlank();
        desk.projector.step();
        assertThat(desk.told).filteredOn(line -> line.startsWith("held")).hasSize(1);

        postgres.restart();
        desk.catchUp();
        sql = new Sql(postgres);
        assertThat(desk.told).contains("recovered");
        assertThat(sql.one("SELECT count(*), count(DISTINCT revision), max(revision) FROM commits"))
                .isEqualTo("%1$s|%1$s|%1$s".formatted(desk.state.head().revision()));
    }

    @Test
    void whoDoesNotLeadOnlyLooks() throws Exception {
        desk.live(new SplittableRandom(12), 50);
        desk.term = OptionalLong.empty();

        desk.projector.step();

        assertThat(desk.projector.status().state()).isEqualTo(State.STANDBY);
        assertThat(desk.projector.status().lagRevisions())
                .isEqualTo(desk.state.head().revision().value());
        assertThat(sql.one("SELECT count(*) FROM commits")).isEqualTo("0");
    }

    @Test
    void severalNodesMakeTheTablesAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Callable<Checkpoint>> three = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                three.add(() -> {
                    try (PostgresProjection own = ProjectionDesk.projection(postgres)) {
                        return own.checkpoint();
                    }
                });
            }
            for (Future<Checkpoint> one : threads.invokeAll(three)) {
                assertThat(one.get()).isEqualTo(Checkpoint.NONE);
            }
        }
    }

    @Test
    void aBatchThatFailsLeavesNothing() throws Exception {
        desk.live(new SplittableRandom(13), 100);
        desk.projector.step();
        sql.run("ALTER TABLE changes ADD CONSTRAINT no_puts CHECK (kind <> 'configPut')");
        desk.live(new SplittableRandom(14), 400);
        Checkpoint before = projection.checkpoint();

        desk.projector.step();

        assertThat(desk.projector.status().state()).isEqualTo(State.UNAVAILABLE);
        assertThat(desk.projector.status().reason()).contains("no_puts");
        assertThat(projection.checkpoint()).isEqualTo(before);
        assertThat(sql.one("SELECT coalesce(max(revision), 0) FROM commits"))
                .isEqualTo(before.revision().toString());
    }

    @Test
    void everyTableAndColumnIsExplained() throws Exception {
        projection.checkpoint();

        assertThat(sql.rows("SELECT c.relname, a.attname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND c.relkind IN ('r', 'p')"
                        + " WHERE n.nspname = 'cfguardian' AND c.relkind IN ('r', 'p', 'v')"
                        + " AND c.relname <> 'flyway_schema_history'"
                        + " AND (obj_description(c.oid) IS NULL"
                        + "      OR (a.attnum IS NOT NULL AND col_description(c.oid, a.attnum) IS NULL))"))
                .isEmpty();
    }

    @Test
    void analystsReadAndWriteNothing() throws Exception {
        desk.live(new SplittableRandom(15), 200);
        desk.catchUp();

        sql.run("SET ROLE cfguardian_analyst");
        assertThat(sql.one("SELECT count(*) > 0 FROM config_history")).isEqualTo("t");
        assertThat(sql.one("SELECT count(*) >= 0 FROM config_at(now())")).isEqualTo("t");
        for (String attempt : List.of(
                "DELETE FROM commits",
                "UPDATE checkpoint SET revision = 0",
                "CREATE TABLE cfguardian.mine (a int)",
                "SELECT ensure_month('2030-01-01')",
                "SELECT * FROM flyway_schema_history")) {
            assertThatThrownBy(() -> sql.run(attempt)).hasMessageContaining("permission denied");
        }
        sql.run("RESET ROLE");
    }

    @Test
    void anUnreachableDatabaseIsSaidInAFewWords() throws SQLException {
        postgres.kill();
        try {
            assertThatThrownBy(projection::checkpoint)
                    .isInstanceOf(ProjectionUnavailable.class)
                    .satisfies(failure -> assertThat(failure.getMessage()).hasLineCount(1));
        } finally {
            postgres.restart();
            sql = new Sql(postgres);
        }
    }

    private StateRows rows() {
        return new StateRows(desk.state);
    }

    private List<Commit> journal() {
        return desk.state.commits(Revision.ZERO, ALL);
    }
}
