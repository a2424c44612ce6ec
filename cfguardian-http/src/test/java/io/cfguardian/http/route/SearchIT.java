package io.cfguardian.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.Client.Answered;
import io.cfguardian.http.fixture.TestNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searching over HTTP, in a node's own store. */
@TestInstance(Lifecycle.PER_CLASS)
class SearchIT {

    private static final String SEARCH = "/api/v1/search";
    private static final String CONFIG = "/api/v1/projects/{project}/environments/{environment}/configs/{config}";

    private final TestNode node = TestNode.start();
    private final Client client = new Client(node.port());

    @BeforeAll
    void fill() {
        for (String project : List.of("alpha", "beta")) {
            client.post("/api/v1/projects")
                    .json("{\"key\":\"%s\"}".formatted(project))
                    .send()
                    .is(201);
            for (String environment : List.of("prod", "test")) {
                client.post("/api/v1/projects/{project}/environments", project)
                        .json("{\"key\":\"%s\"}".formatted(environment))
                        .send()
                        .is(201);
            }
        }
        put("alpha", "prod", "a.db", "application/yaml", "# Ask the DBA team\nhost: db-1.example.org\nport: 5432\n");
        put("alpha", "test", "a.db", "application/json", "{\"host\":\"db-2.example.org\",\"port\":5432}");
        put("alpha", "test", "b", "application/json", "{\"host\":\"db-2.example.org\"}");
        put("alpha", "test", "b", "application/json", "{\"limits\":[{\"max\":10},{\"max\":2000}]}");
        put("beta", "prod", "gone", "application/json", "{\"host\":\"db-2.example.org\"}");
        client.delete(CONFIG, "beta", "prod", "gone").send().is(200);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private void put(String project, String environment, String key, String mediaType, String text) {
        client.put(CONFIG, project, environment, key).body(mediaType, text).send();
    }

    private List<String> found(String query) {
        List<String> found = new ArrayList<>();
        client.get(SEARCH)
                .query(query)
                .send()
                .is(200)
                .json()
                .path("items")
                .forEach(item -> found.add("%s/%s/%s@%s"
                        .formatted(
                                item.path("project").asString(),
                                item.path("environment").asString(),
                                item.path("key").asString(),
                                item.path("version").asString())));
        return found;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text=db-2.example.org                      | alpha/test/a.db@1
            text=EXAMPLE                               | alpha/prod/a.db@1 alpha/test/a.db@1
            text=ask+the+dba                           | alpha/prod/a.db@1
            text=org+example                           |
            text=exampl                                |
            path=$.port                                | alpha/prod/a.db@1 alpha/test/a.db@1
            path=$.limits%5B?@.max%3E1000%5D           | alpha/test/b@2
            path=$.limits%5B?@.max%3E3000%5D           |
            path=$.limits%5B?@.max+%3E+1.0E%2B3%5D     | alpha/test/b@2
            path=$%5B?$.port==5432%5D&text=host        | alpha/prod/a.db@1 alpha/test/a.db@1
            path=$.port&environment=test               | alpha/test/a.db@1
            path=$.*&project=alpha&prefix=b            | alpha/test/b@2
            path=$.*&project=none                      |
            text=db+2&versions=all                     | alpha/test/a.db@1 alpha/test/b@1 beta/prod/gone@1
            """)
    void whatMatchesIsFoundInOrder(String query, String expected) {
        assertThat(found(query)).containsExactly(expected == null ? new String[0] : expected.split(" "));
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        List<String> found = new ArrayList<>();
        String cursor = "";
        do {
            Answered page = client.get(SEARCH)
                    .query("path=$.*&versions=all&limit=1" + cursor)
                    .send()
                    .is(200);
            assertThat(page.json().path("items").size()).isLessThanOrEqualTo(1);
            page.json().path("items").forEach(item -> found.add(item.path("key").asString() + item.path("version")));
            cursor = page.json().path("nextCursor").isNull() ? null : "&cursor=" + page.at("/nextCursor");
        } while (cursor != null);
        assertThat(found).containsExactly("a.db1", "a.db1", "b1", "b2", "gone1");
    }

    @Test
    void valuesComeWhenAskedFor() {
        Answered with =
                client.get(SEARCH).query("text=dba&include=value").send().is(200);
        assertThat(with.at("/items/0/value/port")).isEqualTo("5432");
        assertThat(with.at("/source")).isEqualTo("store");
        assertThat(with.at("/stoppedEarly")).isEqualTo("false");
        Answered without = client.get(SEARCH).query("text=dba").send().is(200);
        assertThat(without.json().path("items").get(0).has("value")).isFalse();
    }

    @Test
    void aPathThatWouldTakeForEverIsStopped() {
        String deep = "[".repeat(60) + "1,".repeat(300) + "1" + "]".repeat(60);
        put("beta", "test", "deep", "application/json", deep);
        Answered stopped = client.get(SEARCH)
                .query("project=beta&path=$..*..*..*..*..*%5B?@.nowhere%5D")
                .send()
                .is(200);
        assertThat(stopped.at("/stoppedEarly")).isEqualTo("true");
        assertThat(stopped.json().path("items")).isEmpty();
        client.delete(CONFIG, "beta", "test", "deep").send().is(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text=",
                "text=...",
                "path=",
                "path=port",
                "path=$.length(@)",
                "path=$%5B?length(@)%3E1%5D",
                "text=a&versions=old",
                "text=a&limit=0",
                "text=a&cursor=x",
                "text=a&include=all",
                "text=a&unknown=1"
            })
    void whatMakesNoSenseIsSaid(String query) {
        client.get(SEARCH).query(query).send().isProblem(400, "invalid-parameter");
    }

    @Test
    void aNameThatIsNoneIsSaid() {
        client.get(SEARCH).query("text=a&project=A").send().isProblem(400, "invalid-name");
    }
}
