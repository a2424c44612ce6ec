package io.cfguardian.http.request;

import static io.cfguardian.http.fixture.Api.CONFIG;
import static io.cfguardian.http.fixture.Api.PROJECTS;
import static io.cfguardian.http.fixture.Api.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.http.fixture.Api;
import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.Client.Answered;
import io.cfguardian.http.fixture.TestNode;
import io.cfguardian.testkit.state.InMemoryReplica.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class ConditionalWritesIT {

    private final TestNode node = TestNode.start();
    private final Client client = new Client(node.port());

    @BeforeAll
    void prepare() {
        Api.prepare(client);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private Client.Request put(String key, String text) {
        return client.put(CONFIG, "p", "e", key).json(text);
    }

    @Test
    void aStaleVersionIsRefusedWithTheCurrentOne() {
        put("stale", "1").send().is(201);
        put("stale", "2").header("If-Match", "\"1\"").send().is(200);
        Answered answer = put("stale", "3").header("If-Match", "\"1\"").send().isProblem(412, "version-conflict");
        assertThat(answer.at("/currentVersion")).isEqualTo("2");
        put("stale", "3").header("If-Match", "\"2-json\"").send().is(200);
    }

    @Test
    void createOnlyAndChangeOnly() {
        put("only", "1").header("If-Match", "*").send().isProblem(412, "precondition-failed");
        put("only", "1").header("If-None-Match", "*").send().is(201);
        put("only", "2").header("If-None-Match", "*").send().isProblem(412, "precondition-failed");
        put("only", "2").header("If-Match", "*").send().is(200);
        client.delete(CONFIG, "p", "e", "only")
                .header("If-Match", "\"1\"")
                .send()
                .isProblem(412, "version-conflict");
        client.delete(CONFIG, "p", "e", "only")
                .header("If-Match", "\"2\"")
                .send()
                .is(200);
        Answered gone = put("only", "3").header("If-Match", "\"2\"").send().isProblem(412, "version-conflict");
        assertThat(gone.at("/deletedVersion")).isEqualTo("3");
        assertThat(gone.json().at("/currentVersion").isNull()).isTrue();
        put("only", "3").header("If-None-Match", "*").send().is(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "W/\"1\"",
                "\"1\", \"2\"",
                "1",
                "\"\"",
                "\"0\"",
                "\"01\"",
                "\"1",
                "\"a\"",
                "\"99999999999999999999\"",
                "* " + ", \"1\""
            })
    void whatIsNotSupportedIsRefusedAndNeverIgnored(String tag) {
        put("guarded", "1").header("If-Match", tag).send().isProblem(400, "invalid-parameter");
    }

    @Test
    void conditionsThatDoNotGoTogetherAreRefused() {
        put("both", "1")
                .header("If-Match", "*")
                .header("If-None-Match", "*")
                .send()
                .isProblem(400, "invalid-parameter");
        put("both", "1").header("If-None-Match", "\"1\"").send().isProblem(400, "invalid-parameter");
        put("both", "1")
                .header("If-Match", "\"1\"")
                .header("If-Match", "\"1\"")
                .send()
                .isProblem(400, "invalid-parameter");
        client.post(PROJECTS)
                .header("If-None-Match", "*")
                .json("{\"key\":\"q\"}")
                .send()
                .isProblem(400, "invalid-parameter");
    }

    @Test
    void aReadOfWhatTheClientHasIsNotModified() {
        put("read", "1").send().is(201);
        for (String known : List.of("\"1\"", "W/\"1\"", "\"9\", \"1\"", "*", "\"a\" , W/\"1\"")) {
            Answered answer = client.get(CONFIG, "p", "e", "read")
                    .header("If-None-Match", known)
                    .send()
                    .is(304);
            assertThat(answer.header("ETag")).isEqualTo("\"1\"");
            assertThat(answer.header("Content-Type")).isEmpty();
        }
        client.get(CONFIG, "p", "e", "read")
                .header("If-None-Match", "\"2\"")
                .send()
                .is(200);
        client.get(CONFIG, "p", "e", "read").header("If-None-Match", "1").send().isProblem(400, "invalid-parameter");
        client.get(CONFIG, "p", "e", "read")
                .header("If-None-Match", "\"1\",")
                .send()
                .isProblem(400, "invalid-parameter");
        client.get(CONFIG + "/value", "p", "e", "read")
                .header("If-None-Match", "\"1-yaml\"")
                .send()
                .is(200);
    }

    @Test
    void ofManyWritersUnderOneVersionExactlyOneWins() throws Exception {
        put("race", "0").send().is(201);
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            Client.Request request = put("race", Integer.toString(i)).header("If-Match", "\"1\"");
            writers.add(() -> request.send().status());
        }
        List<Integer> statuses = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> answer : executor.invokeAll(writers)) {
                statuses.add(answer.get());
            }
        }
        assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
    }

    @Test
    void theSameKeyGivesTheFirstAnswerAgainAndHasNoSecondEffect() {
        Answered first =
                put("again", "1").header("Idempotency-Key", "k-1").send().is(201);
        long after = node.revision();
        Answered second =
                put("again", "1").header("Idempotency-Key", "k-1").send().is(201);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Cfg-Revision")).isEqualTo(first.header("Cfg-Revision"));
        assertThat(node.revision()).isEqualTo(after);
    }

    @Test
    void aCreationIsAnsweredAgainAsItWasThen() {
        Client.Request create =
                client.post(PROJECTS).header("Idempotency-Key", "k-5").json("{\"key\":\"gone\",\"description\":\"d\"}");
        Answered first = create.send().is(201);
        client.delete(PROJECTS + "/{project}", "gone").send().is(204);
        assertThat(create.send().is(201).text()).isEqualTo(first.text());
    }

    @Test
    void theSameKeyWithAnotherRequestIsRefused() {
        put("reuse", "1").header("Idempotency-Key", "k-2").send().is(201);
        put("reuse", "2").header("Idempotency-Key", "k-2").send().isProblem(422, "idempotency-key-reused");
        put("reused", "1").header("Idempotency-Key", "k-2").send().isProblem(422, "idempotency-key-reused");
        put("reuse", "1")
                .header("Idempotency-Key", "k-2")
                .header("If-Match", "*")
                .send()
                .isProblem(422, "idempotency-key-reused");
        put("reuse", "1")
                .header("Idempotency-Key", "k-2")
                .query("schema=s")
                .send()
                .isProblem(422, "idempotency-key-reused");
    }

    @Test
    void aRefusalOfTheLogIsRememberedToo() {
        put("refused", "1")
                .header("If-Match", "\"4\"")
                .header("Idempotency-Key", "k-3")
                .send()
                .is(412);
        Answered again = put("refused", "1")
                .header("If-Match", "\"4\"")
                .header("Idempotency-Key", "k-3")
                .send()
                .is(412);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void anUnknownOutcomeIsSettledByTheSameKey() {
        node.replica().failNext(Fault.UNKNOWN_APPLIED);
        Answered unknown =
                put("lost", "1").header("Idempotency-Key", "k-4").send().isProblem(504, "outcome-unknown");
        assertThat(unknown.at("/idempotencyKey")).isEqualTo("k-4");
        assertThat(unknown.header("Retry-After")).isEqualTo("1");
        assertThat(put("lost", "1")
                        .header("Idempotency-Key", "k-4")
                        .send()
                        .is(201)
                        .header("Idempotency-Replayed"))
                .isEqualTo("true");
    }

    @Test
    void withoutQuorumOrRoomTheAnswerSaysWhenToTryAgain() {
        node.replica().failNext(Fault.NO_LEADER);
        put("busy", "1").send().isProblem(503, "no-leader");
        node.replica().failNext(Fault.OVERLOADED);
        put("busy", "1").send().isProblem(503, "overloaded");
        node.replica().failNext(Fault.NO_ROOM);
        assertThat(put("busy", "1").send().isProblem(507, "disk-full").header("Retry-After"))
                .isEqualTo("10");
        assertThat(put("busy", "1").send().is(201).header("Retry-After")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "\u00e9"})
    void aKeyIsVisibleAscii(String key) {
        put("keyed", "1").header("Idempotency-Key", key).send().isProblem(400, "invalid-parameter");
    }

    @Test
    void aSchemaIsGuardedToo() {
        client.put(SCHEMA, "p", "g")
                .json("{}")
                .header("If-None-Match", "*")
                .send()
                .is(201);
        client.put(SCHEMA, "p", "g")
                .json("true")
                .header("If-None-Match", "*")
                .send()
                .isProblem(412, "precondition-failed");
        client.put(SCHEMA, "p", "g")
                .json("true")
                .header("If-Match", "\"1\"")
                .send()
                .is(201);
    }
}
