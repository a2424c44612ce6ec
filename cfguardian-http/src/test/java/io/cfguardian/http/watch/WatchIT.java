package io.cfguardian.http.watch;

import static io.cfguardian.http.fixture.Api.CONFIG;
import static io.cfguardian.http.fixture.Api.TOKEN;
import static io.cfguardian.http.fixture.Api.TOKENS;
import static io.cfguardian.http.fixture.Api.TRANSACTIONS;
import static io.cfguardian.http.fixture.Api.WATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cfguardian.http.fixture.Api;
import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.Client.Answered;
import io.cfguardian.http.fixture.Contract;
import io.cfguardian.http.fixture.EventReader;
import io.cfguardian.http.fixture.EventReader.Event;
import io.cfguardian.http.fixture.RawHttp;
import io.cfguardian.http.fixture.TestNode;
import io.cfguardian.http.server.HttpSettings.WatchSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchIT {

    private static final WatchSettings QUICK = new WatchSettings(3, 2, Duration.ofMillis(300));

    private final TestNode node = new TestNode(TestNode.settings().with(QUICK));
    private final Client client = new Client(node.port());

    @BeforeEach
    void prepare() {
        Api.prepare(client);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private void put(String key, String text) {
        client.put(CONFIG, "p", "e", key).json(text).send();
    }

    private EventReader watch(String query) throws IOException {
        return new EventReader(node.port(), client.get(WATCH, "p").query(query));
    }

    @Test
    void everyCommitIsSeenOnceAndInOrderAcrossAReconnect() throws IOException {
        long start = node.revision();
        List<String> seen = new ArrayList<>();
        try (EventReader events = watch("fromRevision=" + start)) {
            assertThat(events.next().name()).isEqualTo("heartbeat");
            for (int i = 0; i < 5; i++) {
                put("k", Integer.toString(i));
                seen.add(events.commit().id());
            }
        }
        for (int i = 5; i < 10; i++) {
            put("k", Integer.toString(i));
        }
        EventReader resumed = new EventReader(
                node.port(), client.get(WATCH, "p").query("fromRevision=1").header("Last-Event-ID", seen.getLast()));
        try (resumed) {
            for (int i = 5; i < 10; i++) {
                seen.add(resumed.commit().id());
            }
        }
        List<String> all = new ArrayList<>();
        for (long revision = start + 1; revision <= start + 10; revision++) {
            all.add(Long.toString(revision));
        }
        assertThat(seen).isEqualTo(all);
    }

    @Test
    void streamsOfOneWatchSeeTheSameWhereverTheyBegin() throws IOException {
        long start = node.revision();
        int before = 200;
        for (int i = 0; i < before; i++) {
            put("k", "\"" + "x".repeat(400) + i + "\"");
        }
        try (EventReader first = watch("include=value&fromRevision=" + start);
                EventReader second = watch("include=value&fromRevision=" + (start + before / 2));
                EventReader newest = watch("include=value")) {
            newest.next();
            put("k", "1");
            assertCommits(first, start + 1, start + before + 1);
            assertCommits(second, start + before / 2 + 1, start + before + 1);
            assertCommits(newest, start + before + 1, start + before + 1);
        }
    }

    private static void assertCommits(EventReader events, long first, long last) throws IOException {
        for (long revision = first; revision <= last; revision++) {
            Event commit = events.commit();
            assertThat(commit.id()).isEqualTo(Long.toString(revision));
            assertThat(commit.json().at("/revision").asLong()).isEqualTo(revision);
            assertThat(commit.json().at("/changes/0/value").isMissingNode()).isFalse();
        }
    }

    @Test
    void aReaderThatTakesNothingHoldsUpNoOther() throws IOException {
        try (RawHttp lazy = new RawHttp(node.port());
                EventReader reading = watch("include=value")) {
            lazy.socket().setReceiveBufferSize(4 << 10);
            lazy.send(client.get(WATCH, "p").query("include=value").bytes());
            await().until(() -> node.watches() == 2);
            long start = node.revision();
            String large = "x".repeat(900_000);
            for (int i = 1; i <= 12; i++) {
                put("large", "\"" + large + i + "\"");
                assertCommits(reading, start + i, start + i);
            }
            assertThat(node.watches()).isEqualTo(2);
        }
    }

    @Test
    void aStreamEndsWithTheRightAndThoseOfOthersGoOn() throws IOException {
        node.begin("root@example.com", "grey-otter-walks-home-9");
        try (EventReader revoked = new EventReader(node.port(), token("ci").get(WATCH, "p"));
                EventReader kept = new EventReader(node.port(), token("cd").get(WATCH, "p"))) {
            revoked.next();
            kept.next();
            client.delete(TOKEN, "p", "ci").send().is(204);
            assertThatThrownBy(() -> {
                        while (true) {
                            assertThat(revoked.next().name()).isEqualTo("heartbeat");
                        }
                    })
                    .hasMessage("the stream ended");
            put("k", "1");
            assertThat(kept.commit().id()).isEqualTo(Long.toString(node.revision()));
        }
    }

    private Client token(String key) {
        Answered issued = client.post(TOKENS, "p")
                .json("{\"key\":\"" + key + "\",\"role\":\"viewer\"}")
                .send()
                .is(201);
        return client.as(issued.at("/token"));
    }

    @Test
    void aTransactionIsOneEventAndTheFilterKeepsWhatIsAskedFor() throws IOException {
        try (EventReader events = watch("fromRevision=" + node.revision() + "&environment=e&prefix=a.&include=value")) {
            put("b.x", "1");
            client.post(TRANSACTIONS, "p").json("""
                            {"operations":[
                              {"op":"putConfig","environment":"e","key":"a.one","text":"{\\n \\"n\\":\\r\\n1}","mediaType":"application/json"},
                              {"op":"putConfig","environment":"e","key":"b.two","value":2},
                              {"op":"putConfig","environment":"e","key":"a.three","text":"# yaml\\nn: 3\\n","mediaType":"application/yaml"}]}
                            """).send().is(200);
            Event commit = events.commit();
            assertThat(Contract.SERVED.faults("CommitEvent", commit.data())).isEmpty();
            assertThat(commit.json().at("/changes")).hasSize(2);
            assertThat(commit.json().at("/changes/0/value/n").asInt()).isEqualTo(1);
            assertThat(commit.json().at("/changes/1/key").asString()).isEqualTo("a.three");
        }
    }

    @Test
    void silenceIsBrokenByHeartbeatsThatMoveOn() throws IOException {
        try (EventReader events = watch("environment=none-such".replace("none-such", "e") + "&prefix=zz")) {
            Event first = events.next();
            assertThat(Contract.SERVED.faults("HeartbeatEvent", first.data())).isEmpty();
            put("k", "1");
            long revision = node.revision();
            await().until(() -> Long.parseLong(events.next().id()) >= revision);
        }
    }

    @Test
    void aStartBeyondTheNewestRevisionIsRefused() {
        client.get(WATCH, "p").query("fromRevision=9999").send().isProblem(400, "revision-in-the-future");
        client.get(WATCH, "p").header("Last-Event-ID", "-1").send().isProblem(400, "invalid-parameter");
        client.get(WATCH, "nope").send().isProblem(404, "not-found");
    }

    @Test
    void thereAreOnlySoManyStreamsAndAClosedOneMakesRoom() throws IOException {
        List<EventReader> readers = new ArrayList<>();
        for (int i = 0; i < QUICK.watchesMax(); i++) {
            EventReader reader = watch("");
            reader.next();
            readers.add(reader);
        }
        Answered refused = client.get(WATCH, "p").send().isProblem(429, "too-many-requests");
        assertThat(refused.header("RateLimit")).startsWith("\"watches\"");
        readers.getFirst().close();
        // The next heartbeat finds that the client is gone.
        await().until(() -> {
            try (EventReader reader = watch("")) {
                return reader.next().name().equals("heartbeat");
            } catch (IOException full) {
                return false;
            }
        });
        for (EventReader reader : readers) {
            reader.close();
        }
    }

    @Test
    void streamsEndWellAndAtOnceWhenTheServerStops() throws IOException {
        try (EventReader events = watch("")) {
            events.next();
            long begin = System.nanoTime();
            node.close();
            assertThatThrownBy(() -> {
                        while (true) {
                            events.next();
                        }
                    })
                    .hasMessage("the stream ended");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void aLongPollIsAnsweredWhenThereIsSomethingNew() throws Exception {
        put("polled", "1");
        CompletableFuture<Answered> answer = CompletableFuture.supplyAsync(() -> client.get(CONFIG, "p", "e", "polled")
                .query("wait=20s")
                .header("If-None-Match", "\"1\"")
                .send());
        put("other", "1");
        put("polled.not", "1");
        assertThat(answer).isNotDone();
        put("polled", "2");
        assertThat(answer.get(10, TimeUnit.SECONDS).is(200).header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void aLongPollEndsWithTheTimeOrWithTheConfig() throws Exception {
        put("polled", "1");
        client.get(CONFIG, "p", "e", "polled")
                .query("wait=1s")
                .header("If-None-Match", "\"1\"")
                .send()
                .is(304);
        client.get(CONFIG, "p", "e", "polled").query("wait=PT30S").send().is(200);
        CompletableFuture<Answered> answer = CompletableFuture.supplyAsync(() -> client.get(CONFIG, "p", "e", "polled")
                .query("wait=PT1M")
                .header("If-None-Match", "\"1\"")
                .send());
        client.delete(CONFIG, "p", "e", "polled").send().is(200);
        answer.get(10, TimeUnit.SECONDS).isProblem(404, "not-found");
    }

    @Test
    void aWaitIsBoundedAndDoesNotGoWithThePast() {
        put("polled", "1");
        for (String query : List.of(
                "wait=0s", "wait=61s", "wait=PT2M", "wait=soon", "wait=5s&atRevision=4", "wait=5s&consistency=stale")) {
            client.get(CONFIG, "p", "e", "polled").query(query).send().isProblem(400, "invalid-parameter");
        }
    }
}
