package io.cfguardian.http.request;

import static io.cfguardian.http.fixture.Api.CONFIG;
import static io.cfguardian.http.fixture.Api.CONFIGS;
import static io.cfguardian.http.fixture.Api.PROJECTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.http.fixture.Api;
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

@TestInstance(Lifecycle.PER_CLASS)
class ListingsIT {

    private static final int CONFIGS_THERE = 23;

    private final TestNode node = TestNode.start();
    private final Client client = new Client(node.port());

    @BeforeAll
    void prepare() {
        Api.prepare(client);
        for (int i = 0; i < CONFIGS_THERE; i++) {
            client.put(CONFIG, "p", "e", "c%02d".formatted(i))
                    .json("{\"n\":" + i + "}")
                    .send()
                    .is(201);
        }
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private List<String> keys(String filter) {
        List<String> keys = new ArrayList<>();
        String cursor = "";
        do {
            Answered page = client.get(CONFIGS, "p", "e")
                    .query(filter + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .send()
                    .is(200);
            page.json().at("/items").forEach(item -> keys.add(item.at("/key").asString()));
            cursor = page.json().at("/nextCursor").isNull() ? "" : page.at("/nextCursor");
        } while (!cursor.isEmpty());
        return keys;
    }

    @Test
    void pagesHoldEveryConfigOnceAndInOrder() {
        for (int limit : new int[] {1, 7, CONFIGS_THERE, 500}) {
            assertThat(keys("prefix=c&limit=" + limit))
                    .hasSize(CONFIGS_THERE)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
        assertThat(keys("prefix=c1&limit=3")).hasSize(10);
        assertThat(keys("prefix=zz")).isEmpty();
    }

    @Test
    void allPagesShowTheStateOfTheFirst() {
        Answered first =
                client.get(CONFIGS, "p", "e").query("prefix=c&limit=20").send().is(200);
        client.put(CONFIG, "p", "e", "c99").json("1").send().is(201);
        Answered second = client.get(CONFIGS, "p", "e")
                .query("prefix=c&limit=20&cursor=" + first.at("/nextCursor"))
                .send()
                .is(200);
        client.delete(CONFIG, "p", "e", "c99").send().is(200);
        assertThat(second.json().at("/items")).hasSize(3);
        assertThat(second.header("Cfg-Revision")).isEqualTo(first.header("Cfg-Revision"));
    }

    @Test
    void aCursorThatWasTamperedWithOrBelongsElsewhereIsRefused() {
        String cursor =
                client.get(CONFIGS, "p", "e").query("limit=2").send().is(200).at("/nextCursor");
        client.get(CONFIGS, "p", "e").query("limit=5&cursor=" + cursor).send().is(200);
        for (String bad : List.of(
                cursor + "A",
                cursor.substring(1),
                "B" + cursor.substring(1),
                cursor.substring(0, cursor.length() - 2) + "zz",
                "!",
                "",
                "A".repeat(1025))) {
            client.get(CONFIGS, "p", "e").query("cursor=" + bad).send().isProblem(400, "invalid-parameter");
        }
        client.get(CONFIGS, "p", "e").query("prefix=c&cursor=" + cursor).send().isProblem(400, "invalid-parameter");
        client.get(PROJECTS).query("cursor=" + cursor).send().isProblem(400, "invalid-parameter");
    }

    @Test
    void theValueIsThereWhenItIsAskedFor() {
        Answered without = client.get(CONFIGS, "p", "e").query("limit=1").send().is(200);
        assertThat(without.json().at("/items/0").has("value")).isFalse();
        Answered with = client.get(CONFIGS, "p", "e")
                .query("limit=1&include=value")
                .send()
                .is(200);
        assertThat(with.at("/items/0/value/n")).isEqualTo("0");
        client.get(CONFIGS, "p", "e").query("include=all").send().isProblem(400, "invalid-parameter");
    }

    @Test
    void thePastIsReadByRevisionAndByTime() {
        Answered now = client.get(CONFIG, "p", "e", "c00").send().is(200);
        String revision = now.header("Cfg-Revision");
        String time = now.at("/time");
        Answered then =
                client.get(CONFIG, "p", "e", "c00").query("at=" + time).send().is(200);
        assertThat(Long.parseLong(then.header("Cfg-Revision"))).isLessThanOrEqualTo(Long.parseLong(revision));
        client.get(CONFIG, "p", "e", "c00").query("atRevision=1").send().isProblem(404, "not-found");
        client.get(CONFIG, "p", "e", "c00").query("atRevision=99999").send().isProblem(400, "revision-in-the-future");
        client.get(CONFIG, "p", "e", "c00")
                .query("at=2999-01-01T00:00:00Z")
                .send()
                .isProblem(400, "invalid-parameter");
        client.get(CONFIG, "p", "e", "c00").query("at=yesterday").send().isProblem(400, "invalid-parameter");
        client.get(CONFIG, "p", "e", "c00")
                .query("atRevision=3&at=" + time)
                .send()
                .isProblem(400, "invalid-parameter");
    }

    @Test
    void withoutALeaderOnlyStaleReadsAreAnswered() {
        node.replica().loseLeader();
        try {
            Answered refused = client.get(CONFIG, "p", "e", "c00").send().isProblem(503, "no-leader");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            client.get(CONFIG, "p", "e", "c00")
                    .query("consistency=stale")
                    .send()
                    .is(200);
            client.get("/api/v1/cluster").send().is(200);
        } finally {
            node.replica().electLeader();
        }
    }
}
