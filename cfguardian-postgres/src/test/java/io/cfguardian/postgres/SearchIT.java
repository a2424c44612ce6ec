package io.cfguardian.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.document.DocumentReading;
import io.cfguardian.app.projection.Consulted;
import io.cfguardian.app.projection.ProjectionUnavailable;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadRequest.Consistency;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.read.Reads;
import io.cfguardian.app.read.Source;
import io.cfguardian.app.search.JsonPath;
import io.cfguardian.app.search.JsonPathResult.ParsedJsonPath;
import io.cfguardian.app.search.Search;
import io.cfguardian.app.search.Search.Findings;
import io.cfguardian.app.search.SearchIndex;
import io.cfguardian.app.search.SearchQuery;
import io.cfguardian.app.search.SearchQuery.Versions;
import io.cfguardian.app.search.VersionRef;
import io.cfguardian.app.search.Words;
import io.cfguardian.document.parse.ParserLimits;
import io.cfguardian.document.parse.StrictDocumentParser;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.TokenKey;
import io.cfguardian.testkit.postgres.RealPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found by way of PostgreSQL is what is found in the store. */
@TestInstance(Lifecycle.PER_CLASS)
class SearchIT {

    private static final ReadRequest REQUEST = new ReadRequest(Actor.Node.SYSTEM, Consistency.STALE, null);

    private final RealPostgres postgres = RealPostgres.start();
    private final PostgresProjection projection = ProjectionDesk.projection(postgres);
    private final ProjectionDesk desk = new ProjectionDesk(projection);
    private final Reads reads = new Reads(desk, Duration.ofSeconds(1));
    private final DocumentReading reading =
            new DocumentReading(new StrictDocumentParser(ParserLimits.standard()), Document.SIZE_BYTES_MAX);
    private final Puts puts = new Puts();
    private final List<ProjectionUnavailable> unanswered = new CopyOnWriteArrayList<>();
    private final Search byIndex =
            new Search(reads, reading, Consulted.of(() -> Optional.of(projection.searchIndex()), unanswered::add));
    private final Search inStore = new Search(reads, reading, Consulted.nobody());

    @BeforeAll
    void fill() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        desk.live(random, 600);
        puts.place().forEach(desk::decide);
        for (int i = 0; i < 400; i++) {
            desk.decide(puts.put("service-" + random.nextInt(60), ProjectionBenchmark.document(random)));
        }
        desk.decide(puts.put("odd", "{\"a\\u0000b\":\"\\u0000\",\"region\":\"x'); DROP TABLE commits; --\"}"));
        desk.decide(
                puts.put("many", "[" + "\"w\",".repeat(10) + words(Words.WORDS_MAX + 5) + ",\"last word of all\"]"));
        desk.catchUp();
    }

    private static String words(int count) {
        StringBuilder words = new StringBuilder("\"w0");
        for (int i = 1; i < count; i++) {
            words.append(" w").append(i);
        }
        return words.append('"').toString();
    }

    @AfterAll
    void stop() {
        projection.close();
        postgres.close();
    }

    static Stream<Arguments> queries() {
        return Stream.of(
                        "example",
                        "db 1 eu 2 example org",
                        "team 7",
                        "owner",
                        "true",
                        "nothing at all",
                        "last word of all",
                        "w10004 last")
                .flatMap(text -> Stream.of(Versions.values()).map(versions -> Arguments.of(text, "", versions)));
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                        "$.owner",
                        "$[?$.owner == 'team-7']",
                        "$[?$.owner == 'team-7' && $.limits.limit0.unit == 'per-minute']",
                        "$[?$.limits.limit3.unit == 'per-minute' && @.limit3.max > 9000]",
                        "$.hosts[?@ == 'db-1.eu-2.example.org']",
                        "$..[?@.max < 100]",
                        "$['a\\u0000b']",
                        "$[?$['a\\u0000b'] == '\\u0000']",
                        "$[?$.region == \"x'); DROP TABLE commits; --\"]",
                        "$[-1]")
                .flatMap(path -> Stream.of(Versions.values()).map(versions -> Arguments.of("", path, versions)));
    }

    @ParameterizedTest
    @MethodSource({"queries", "paths"})
    void bothFindTheSame(String text, String path, Versions versions) {
        SearchQuery query = query(text, path, versions);

        List<VersionRef> expected = all(inStore, query, Source.STORE);
        assertThat(all(byIndex, query, Source.INDEX)).isEqualTo(expected);
        if (!text.startsWith("nothing")) {
            assertThat(expected).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE cfguardian.commits; --",
                "\" OR 1=1",
                "x') OR ('1'='1",
                "$$; SELECT pg_sleep(10); $$",
                "\\'; TRUNCATE cfguardian.configs; --",
                "{0} {1} ? :name ${x}"
            })
    void whatLooksLikeSqlIsText(String attempt) throws SQLException {
        try (Sql sql = new Sql(postgres)) {
            String before = sql.one("SELECT count(*) FROM configs") + sql.one("SELECT count(*) FROM commits");
            all(byIndex, query(attempt, "", Versions.ALL), Source.INDEX);
            String literal = attempt.replace("\\", "\\\\").replace("'", "\\'");
            all(byIndex, query("", "$[?$['" + literal + "'] == '" + literal + "']", Versions.ALL), Source.INDEX);
            assertThat(sql.one("SELECT count(*) FROM configs") + sql.one("SELECT count(*) FROM commits"))
                    .isEqualTo(before);
        }
    }

    @Test
    void aDatabaseThatIsAwayIsDoneWithout() {
        SearchQuery query = query("example", "", Versions.CURRENT);
        List<VersionRef> expected = all(inStore, query, Source.STORE);
        postgres.kill();
        try {
            Findings page = ((Found<Findings>) byIndex.find(REQUEST, query, null, 500)).value();
            assertThat(page.source()).isEqualTo(Source.STORE);
            assertThat(page.items()).hasSameSizeAs(expected);
            assertThat(unanswered).isNotEmpty();
        } finally {
            postgres.restart();
        }
    }

    @Test
    void aNewerVersionThanTheProjectedOneIsLookedAtItself() throws InterruptedException {
        desk.decide(puts.put("late", "{\"colour\":\"green\"}"));
        desk.catchUp();
        desk.decide(puts.put("late", "{\"colour\":\"blue\"}"));

        assertThat(all(byIndex, query("green", "", Versions.CURRENT), Source.INDEX))
                .isEmpty();
        assertThat(all(byIndex, query("green", "", Versions.ALL), Source.INDEX)).hasSize(1);
        desk.catchUp();
        assertThat(all(byIndex, query("blue", "", Versions.CURRENT), Source.INDEX))
                .hasSize(1);
    }

    @Test
    void onlyWhereItIsAsked() {
        SearchQuery elsewhere =
                new SearchQuery(List.of("example"), null, new ProjectKey("elsewhere"), null, "", Versions.CURRENT);
        assertThat(all(byIndex, elsewhere, Source.INDEX)).isEmpty();
        SearchQuery some = new SearchQuery(
                List.of("example"), null, Puts.PLACE.project(), Puts.PLACE.key(), "service-1", Versions.ALL);
        assertThat(all(byIndex, some, Source.INDEX))
                .isNotEmpty()
                .isEqualTo(all(inStore, some, Source.STORE))
                .allMatch(ref -> ref.id().key().value().startsWith("service-1"));
    }

    @Test
    void aCandidateThatTheCallerMayNotReadIsLeftOut() {
        ServiceTokenId token = new ServiceTokenId(new ProjectKey("neighbour"), new TokenKey("reader"));
        puts.stranger(token).forEach(desk::decide);
        SearchQuery query = query("example", "", Versions.CURRENT);
        SearchIndex talkative = (asked, places, after, limit) ->
                projection.searchIndex().candidates(asked, List.of(Puts.PLACE), after, limit);
        Search search = new Search(reads, reading, Consulted.of(() -> Optional.of(talkative), unanswered::add));
        assertThat(all(search, query, Source.INDEX)).isNotEmpty();

        ReadRequest strange = new ReadRequest(new Actor.Service(token), Consistency.STALE, null);
        assertThat(((Found<Findings>) search.find(strange, query, null, 500))
                        .value()
                        .items())
                .isEmpty();
    }

    @Test
    void aReadPointIsWaitedForOnceThoughTwoViewsAreRead() {
        ReadRequest fresh = new ReadRequest(Actor.Node.SYSTEM, Consistency.LINEARIZABLE, null);
        int before = desk.awaited;
        Findings found =
                ((Found<Findings>) byIndex.find(fresh, query("example", "", Versions.CURRENT), null, 1)).value();
        assertThat(found.source()).isEqualTo(Source.INDEX);
        assertThat(desk.awaited).isEqualTo(before + 1);
    }

    private static SearchQuery query(String text, String path, Versions versions) {
        return new SearchQuery(
                Words.inOrder(text),
                path.isEmpty() ? null : ((ParsedJsonPath) JsonPath.parse(path)).path(),
                null,
                null,
                "",
                versions);
    }

    /** All pages, of a size that does not divide what there is. */
    private static List<VersionRef> all(Search search, SearchQuery query, Source source) {
        List<VersionRef> all = new ArrayList<>();
        @Nullable VersionRef after = null;
        do {
            Findings page = ((Found<Findings>) search.find(REQUEST, query, after, 7)).value();
            assertThat(page.source()).isEqualTo(source);
            page.items()
                    .forEach(item -> all.add(
                            new VersionRef(item.config().id(), item.config().version())));
            after = page.next();
        } while (after != null);
        return all;
    }
}
