package io.cfguardian.http.route;

import static io.cfguardian.http.fixture.Api.CONFIG;
import static io.cfguardian.http.fixture.Api.ENVIRONMENTS;
import static io.cfguardian.http.fixture.Api.PROJECTS;
import static io.cfguardian.http.fixture.Api.SCHEMA;
import static io.cfguardian.http.fixture.Api.TRANSACTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cfguardian.http.fixture.Api;
import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.TestNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that are not what they should be are 400 with the place, and nothing is written. */
@TestInstance(Lifecycle.PER_CLASS)
class BadBodyIT {

    private static final String MERGE = "application/merge-patch+json";

    private final TestNode node = TestNode.start();
    private final Client client = new Client(node.port());

    @BeforeAll
    void prepare() {
        Api.prepare(client);
        client.put(CONFIG, "p", "e", "there").json("{}").send().is(201);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private static Arguments bad(String name, String text, String type, String pointer) {
        return argumentSet(name, text, type, pointer);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                bad("empty", "", "malformed-json", ""),
                bad("blank", "  \n ", "malformed-json", ""),
                bad("a word", "nope", "malformed-json", ""),
                bad("cut off", "{\"key\":", "malformed-json", ""),
                bad("a duplicate member", "{\"key\":\"a\",\"key\":\"b\"}", "malformed-json", "/key"),
                bad("something after", "{\"key\":\"a\"} x", "malformed-json", ""),
                bad("two values", "{\"key\":\"a\"}{\"key\":\"b\"}", "malformed-json", ""),
                bad("a comment", "{/* */\"key\":\"a\"}", "malformed-json", ""),
                bad("single quotes", "{'key':'a'}", "malformed-json", ""),
                bad("a trailing comma", "{\"key\":\"a\",}", "malformed-json", ""),
                bad("NaN", "{\"key\":NaN}", "malformed-json", ""),
                bad("a number beyond double", "{\"key\":1e400}", "malformed-json", "/key"),
                bad("a number of a huge scale", "{\"key\":1e-999999999999}", "malformed-json", "/key"),
                bad("half a surrogate pair", "{\"key\":\"\\ud800\"}", "malformed-json", "/key"),
                bad("a control character", "{\"key\":\"a\u0001\"}", "malformed-json", "/key"),
                bad("129 levels", "[".repeat(129) + "]".repeat(129), "malformed-json", "/0".repeat(127)),
                bad("an array", "[]", "invalid-body", ""),
                bad("null", "null", "invalid-body", ""),
                bad("a string", "\"key\"", "invalid-body", ""),
                bad("no key", "{}", "invalid-body", ""),
                bad("a key that is a number", "{\"key\":7}", "invalid-body", "/key"),
                bad("a key that is null", "{\"key\":null}", "invalid-body", "/key"),
                bad("an unknown member", "{\"key\":\"a\",\"a/b~\":1}", "invalid-body", "/a~1b~0"),
                bad(
                        "a description of 1,025",
                        "{\"key\":\"a\",\"description\":\"" + "x".repeat(1025) + "\"}",
                        "invalid-body",
                        "/description"),
                bad(
                        "a description that is a list",
                        "{\"key\":\"a\",\"description\":[]}",
                        "invalid-body",
                        "/description"),
                bad("a key in upper case", "{\"key\":\"A\"}", "invalid-name", "/key"),
                bad("an empty key", "{\"key\":\"\"}", "invalid-name", "/key"),
                bad("a key with a slash", "{\"key\":\"a/b\"}", "invalid-name", "/key"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void structuresAreReadStrictly(String text, String type, String pointer) {
        long before = node.revision();
        var problem = client.post(PROJECTS).json(text).send().isProblem(400, type);
        assertThat(problem.at("/pointer")).isEqualTo(pointer);
        assertThat(node.revision()).isEqualTo(before);
    }

    private static Arguments op(String name, String operations, String type, String pointer) {
        return argumentSet(name, "{\"operations\":" + operations + "}", type, pointer);
    }

    static Stream<Arguments> transactions() {
        return Stream.of(
                argumentSet("no operations", "{}", "invalid-body", ""),
                op("no operation", "[]", "invalid-body", "/operations"),
                op("operations that are none", "{}", "invalid-body", "/operations"),
                op("too many", "[" + "{},".repeat(256) + "{}]", "invalid-body", "/operations"),
                op("an unknown op", "[{\"op\":\"drop\"}]", "invalid-body", "/operations/0/op"),
                op("no op", "[{}]", "invalid-body", "/operations/0/op"),
                op(
                        "an unknown member",
                        "[{\"op\":\"deleteConfig\",\"environment\":\"e\",\"key\":\"k\",\"x\":1}]",
                        "invalid-body",
                        "/operations/0/x"),
                op("no environment", "[{\"op\":\"deleteConfig\",\"key\":\"k\"}]", "invalid-body", "/operations/0"),
                op(
                        "a bad key",
                        "[{\"op\":\"deleteConfig\",\"environment\":\"e\",\"key\":\"K\"}]",
                        "invalid-name",
                        "/operations/0/key"),
                op(
                        "value and text",
                        "[{\"op\":\"putConfig\",\"environment\":\"e\",\"key\":\"k\",\"value\":1,\"text\":\"1\",\"mediaType\":\"application/json\"}]",
                        "invalid-body",
                        "/operations/0"),
                op(
                        "text without a type",
                        "[{\"op\":\"putConfig\",\"environment\":\"e\",\"key\":\"k\",\"text\":\"1\"}]",
                        "invalid-body",
                        "/operations/0"),
                op(
                        "an unknown type",
                        "[{\"op\":\"putConfig\",\"environment\":\"e\",\"key\":\"k\",\"text\":\"1\",\"mediaType\":\"text/xml\"}]",
                        "invalid-body",
                        "/operations/0/mediaType"),
                op(
                        "a version of 0",
                        "[{\"op\":\"deleteConfig\",\"environment\":\"e\",\"key\":\"k\",\"ifVersion\":0}]",
                        "invalid-body",
                        "/operations/0/ifVersion"),
                op(
                        "a version of a half",
                        "[{\"op\":\"deleteConfig\",\"environment\":\"e\",\"key\":\"k\",\"ifVersion\":1.5}]",
                        "invalid-body",
                        "/operations/0/ifVersion"),
                op(
                        "a text that is no YAML",
                        "[{\"op\":\"putConfig\",\"environment\":\"e\",\"key\":\"k\",\"text\":\"a: [\",\"mediaType\":\"application/yaml\"}]",
                        "malformed-yaml",
                        "/operations/0"),
                argumentSet(
                        "a precondition of neither",
                        "{\"preconditions\":[{\"version\":1}],\"operations\":[{\"op\":\"deleteConfig\",\"environment\":\"e\",\"key\":\"k\"}]}",
                        "invalid-body",
                        "/preconditions/0"),
                argumentSet(
                        "a precondition of both",
                        "{\"preconditions\":[{\"schema\":{\"key\":\"s\"},\"version\":1,\"absent\":true}],\"operations\":[{\"op\":\"deleteConfig\",\"environment\":\"e\",\"key\":\"k\"}]}",
                        "invalid-body",
                        "/preconditions/0"),
                argumentSet(
                        "absent that is false",
                        "{\"preconditions\":[{\"schema\":{\"key\":\"s\"},\"absent\":false}],\"operations\":[{\"op\":\"deleteConfig\",\"environment\":\"e\",\"key\":\"k\"}]}",
                        "invalid-body",
                        "/preconditions/0/absent"));
    }

    @ParameterizedTest
    @MethodSource("transactions")
    void transactionsAreReadStrictly(String text, String type, String pointer) {
        long before = node.revision();
        var problem = client.post(TRANSACTIONS, "p").json(text).send().isProblem(400, type);
        assertThat(problem.at("/pointer")).isEqualTo(pointer);
        assertThat(node.revision()).isEqualTo(before);
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                argumentSet("empty JSON", "application/json", "", "malformed-json"),
                argumentSet("empty YAML", "application/yaml", "", "malformed-yaml"),
                argumentSet("a duplicate member", "application/json", "{\"a\":1,\"a\":2}", "malformed-json"),
                argumentSet("something after", "application/json", "{} {}", "malformed-json"),
                argumentSet("129 levels", "application/json", "[".repeat(129) + "]".repeat(129), "malformed-json"),
                argumentSet("beyond double", "application/json", "1e309", "malformed-json"),
                argumentSet("a duplicate key", "application/yaml", "a: 1\na: 2\n", "malformed-yaml"),
                argumentSet("two documents", "application/yaml", "--- 1\n--- 2\n", "malformed-yaml"),
                argumentSet("a tag", "application/yaml", "!!java/object 1\n", "malformed-yaml"),
                argumentSet("an explosion of aliases", "application/yaml", """
                        a: &a [x,x,x,x,x,x,x,x,x,x]
                        b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]
                        c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]
                        d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]
                        e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]
                        f: [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]
                        """, "malformed-yaml"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void documentsAreReadStrictly(String mediaType, String text, String type) {
        long before = node.revision();
        client.put(CONFIG, "p", "e", "there").body(mediaType, text).send().isProblem(400, type);
        assertThat(node.revision()).isEqualTo(before);
    }

    static Stream<Arguments> others() {
        return Stream.of(
                argumentSet(
                        "an environment's demand",
                        "POST",
                        ENVIRONMENTS,
                        "application/json",
                        "{\"key\":\"x\",\"schemas\":\"maybe\"}",
                        "/schemas"),
                argumentSet(
                        "a patch of an environment",
                        "PATCH",
                        ENVIRONMENTS + "/{environment}",
                        MERGE,
                        "{\"schemas\":null}",
                        "/schemas"),
                argumentSet("a patch of a project", "PATCH", PROJECTS + "/{project}", MERGE, "{\"key\":\"x\"}", "/key"),
                argumentSet(
                        "a rollback to 0",
                        "POST",
                        CONFIG + "/rollback",
                        "application/json",
                        "{\"toVersion\":0}",
                        "/toVersion"),
                argumentSet(
                        "a rollback to text",
                        "POST",
                        CONFIG + "/rollback",
                        "application/json",
                        "{\"toVersion\":\"1\"}",
                        "/toVersion"),
                argumentSet("a patch that is no list", "PATCH", CONFIG, "application/json-patch+json", "{}", ""));
    }

    @ParameterizedTest
    @MethodSource("others")
    void otherStructuresAreReadStrictly(String method, String template, String mediaType, String text, String pointer) {
        long before = node.revision();
        var problem = client.request(method, template, "p", "e", "there")
                .body(mediaType, text)
                .send()
                .isProblem(400, "invalid-body");
        assertThat(problem.at("/pointer")).isEqualTo(pointer);
        assertThat(node.revision()).isEqualTo(before);
    }

    @Test
    void aSchemaThatIsNoJsonIsMalformed() {
        client.put(SCHEMA, "p", "x").json("{").send().isProblem(400, "malformed-json");
    }
}
