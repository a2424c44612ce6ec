package io.cfguardian.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.Client.Answered;
import io.cfguardian.http.fixture.TestNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What filters of the audit choose, in a node's own journal. */
@TestInstance(Lifecycle.PER_CLASS)
class AuditFilterIT {

    private static final String AUDIT = "/api/v1/audit";
    private static final String CONFIG = "/api/v1/projects/{project}/environments/{environment}/configs/{config}";
    private static final int UNINTERESTING = 150;

    private final TestNode node = TestNode.start();
    private final Client client = new Client(node.port());

    @BeforeAll
    void fill() {
        for (String project : List.of("alpha", "beta")) {
            client.post("/api/v1/projects")
                    .json("{\"key\":\"%s\"}".formatted(project))
                    .send()
                    .is(201);
            client.post("/api/v1/projects/{project}/environments", project)
                    .json("{\"key\":\"prod\"}")
                    .send()
                    .is(201);
        }
        put("alpha", "db");
        for (int i = 0; i < UNINTERESTING; i++) {
            put("alpha", "noise");
        }
        put("beta", "db");
        client.put("/api/v1/projects/{project}/schemas/{schema}", "beta", "db")
                .json("{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}")
                .send()
                .is(201);
        client.delete(CONFIG, "beta", "prod", "db").send().is(200);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private void put(String project, String key) {
        client.put(CONFIG, project, "prod", key)
                .json("{\"n\":%d}".formatted(System.nanoTime()))
                .send();
    }

    /** All pages. */
    private List<JsonNode> found(String query) {
        List<JsonNode> found = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Answered page = client.get(AUDIT).query(query + cursor).send().is(200);
            assertThat(page.json().path("source").asString()).isEqualTo("store");
            page.json().path("items").forEach(found::add);
            cursor = page.json().path("nextCursor").isNull() ? null : "&cursor=" + page.at("/nextCursor");
        }
        return found;
    }

    private static String changes(JsonNode commit) {
        return StreamSupport.stream(commit.path("changes").spliterator(), false)
                .map(change -> commit.path("project").asString() + ":"
                        + change.path("type").asString())
                .collect(Collectors.joining("+"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            key=db                                   | alpha:configPut beta:configPut beta:schemaPut beta:configDeleted
            key=db&environment=prod                  | alpha:configPut beta:configPut beta:configDeleted
            key=db&project=beta&type=configPut       | beta:configPut
            type=configDeleted                       | beta:configDeleted
            type=environmentCreated&environment=prod | alpha:environmentCreated beta:environmentCreated
            type=environmentCreated&project=none     |
            project=beta                             | beta:projectCreated beta:environmentCreated beta:configPut beta:schemaPut beta:configDeleted
            key=db&author=user:nobody                |
            key=db&toTime=2000-01-01T00:00:00Z       |
            key=db&fromTime=9000-01-01T00:00:00Z     |
            """)
    void theCommitsThatAreAllOfItAreListedInOrder(String query, String expected) {
        assertThat(found(query).stream().map(AuditFilterIT::changes))
                .containsExactly(expected == null ? new String[0] : expected.split(" "));
    }

    @Test
    void anAuthorsCommitsAreListed() {
        JsonNode some = found("type=configDeleted").getFirst();
        String author = some.path("author").asString();

        assertThat(found("author=" + author + "&limit=500"))
                .hasSizeGreaterThan(UNINTERESTING)
                .allMatch(commit -> commit.path("author").asString().equals(author))
                .contains(some);
    }

    @Test
    void bothEndsOfASpanOfTimeAreInIt() {
        List<JsonNode> all = found("key=db");
        String first = all.get(1).path("time").asString();
        String last = all.get(2).path("time").asString();

        assertThat(found("key=db&fromTime=" + first + "&toTime=" + last)).contains(all.get(1), all.get(2));
        assertThat(found("key=db&fromTime=" + first)).doesNotContain(all.get(0)).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aPageThatStopsEarlySaysSoAndGoesOn() {
        Answered page =
                client.get(AUDIT).query("type=configDeleted&limit=1").send().is(200);

        assertThat(page.json().path("stoppedEarly").asBoolean()).isTrue();
        assertThat(page.json().path("items").size()).isZero();
        assertThat(found("type=configDeleted&limit=1")).hasSize(1);
        assertThat(client.get(AUDIT)
                        .query("type=configDeleted&limit=500")
                        .send()
                        .is(200)
                        .json()
                        .path("stoppedEarly")
                        .asBoolean())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"type", "author", "key", "environment", "project", "fromTime", "toTime"})
    void aCursorGoesOnWithItsOwnFiltersAlone(String filter) {
        String cursor = "&cursor="
                + client.get(AUDIT).query("key=noise&limit=1").send().is(200).at("/nextCursor");
        String value = switch (filter) {
            case "type" -> "configPut";
            case "author" -> "user:ada";
            case "fromTime", "toTime" -> "2026-01-01T00:00:00Z";
            default -> "alpha";
        };
        String others = filter.equals("key") ? "limit=1" : "key=noise&limit=1";

        assertThat(client.get(AUDIT)
                        .query(others + "&" + filter + "=" + value + cursor)
                        .send()
                        .is(400)
                        .at("/parameter"))
                .isEqualTo("cursor");
        client.get(AUDIT)
                .query("key=noise&limit=2&consistency=stale" + cursor)
                .send()
                .is(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            type=nothing          | invalid-parameter | type
            type=                 | invalid-parameter | type
            key=A%20B             | invalid-name      | key
            environment=..%2F     | invalid-name      | environment
            author=%00            | invalid-parameter | author
            fromTime=yesterday    | invalid-parameter | fromTime
            toTime=2026-01-01     | invalid-parameter | toTime
            actor=user:ada        | invalid-parameter | actor
            """)
    void whatMakesNoSenseIsRefused(String query, String problem, String parameter) {
        Answered answered = client.get(AUDIT).query(query).send().is(400);

        assertThat(answered.json().path("type").asString()).endsWith(problem);
        assertThat(answered.json().path("parameter").asString()).isEqualTo(parameter);
    }
}
