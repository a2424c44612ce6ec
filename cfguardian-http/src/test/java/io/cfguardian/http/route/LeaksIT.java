package io.cfguardian.http.route;

import static io.cfguardian.http.fixture.Api.AUDIT;
import static io.cfguardian.http.fixture.Api.CONFIG;
import static io.cfguardian.http.fixture.Api.ENVIRONMENTS;
import static io.cfguardian.http.fixture.Api.MEMBER;
import static io.cfguardian.http.fixture.Api.MEMBERS;
import static io.cfguardian.http.fixture.Api.PROJECT;
import static io.cfguardian.http.fixture.Api.PROJECTS;
import static io.cfguardian.http.fixture.Api.SCHEMA;
import static io.cfguardian.http.fixture.Api.TOKENS;
import static io.cfguardian.http.fixture.Api.TRANSACTIONS;
import static io.cfguardian.http.fixture.Api.USER;
import static io.cfguardian.http.fixture.Api.USERS;
import static io.cfguardian.http.fixture.Api.WATCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.http.fixture.Api;
import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.Client.Answered;
import io.cfguardian.http.fixture.Client.Request;
import io.cfguardian.http.fixture.People;
import io.cfguardian.http.fixture.RawHttp;
import io.cfguardian.http.fixture.TestNode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A project in which one has no role is like one that is not there; and no trick makes more of a role than it is. */
@TestInstance(Lifecycle.PER_CLASS)
class LeaksIT {

    private static final String HIDDEN = "p";
    private static final String ABSENT = "q";

    private final TestNode node = TestNode.start();
    private final Client client = new Client(node.port());
    private final People people = new People(node);
    private Client outsider = client;

    @BeforeAll
    void prepare() {
        node.begin("root@example.com", "grey-otter-walks-home-9");
        Api.prepare(client);
        client.put(CONFIG, "p", "e", "k")
                .query("schema=s")
                .json("{\"n\":1}")
                .send()
                .is(201);
        client.post(TOKENS, "p")
                .json("{\"key\":\"ci\",\"role\":\"viewer\"}")
                .send()
                .is(201);
        client.post(PROJECTS).json("{\"key\":\"own\"}").send().is(201);
        client.post(ENVIRONMENTS, "own").json("{\"key\":\"e\"}").send().is(201);
        people.user("ada");
        people.grant("own", "ada", Grant.of(Role.ADMIN));
        outsider = client.as("ada");
    }

    @AfterAll
    void stop() {
        node.close();
    }

    /** What the outsider is told of a project, with its name and the request's id taken out. */
    private String told(Function<String, Request> request, String project) {
        Answered answered = request.apply(project).send();
        return answered.status()
                + answered.text()
                        .replaceAll("\"requestId\":\"[^\"]*\"", "")
                        .replaceAll("(?<=[/\" ])" + project + "(?=[/\" .])", "PROJECT");
    }

    private void assertHidden(Function<String, Request> request) {
        long before = node.revision();
        assertThat(told(request, HIDDEN)).startsWith("404").isEqualTo(told(request, ABSENT));
        assertThat(node.revision()).isEqualTo(before);
    }

    @Test
    void aHiddenProjectAnswersLikeOneThatIsNotThere() {
        assertHidden(project -> outsider.get(PROJECT, project));
        assertHidden(project -> outsider.delete(PROJECT, project));
        assertHidden(project -> outsider.get(ENVIRONMENTS, project));
        assertHidden(project -> outsider.post(ENVIRONMENTS, project).json("{\"key\":\"e\"}"));
        assertHidden(project -> outsider.get(SCHEMA, project, "s"));
        assertHidden(project -> outsider.put(SCHEMA, project, "s").json("{\"type\":7}"));
        assertHidden(project -> outsider.get(CONFIG, project, "e", "k"));
        assertHidden(project -> outsider.get(CONFIG + "/value", project, "e", "k"));
        assertHidden(project -> outsider.get(CONFIG + "/versions", project, "e", "k"));
        assertHidden(
                project -> outsider.get(CONFIG + "/diff", project, "e", "k").query("from=1&to=2"));
        assertHidden(project -> outsider.put(CONFIG, project, "e", "k").json("{\"n\":99}"));
        assertHidden(project -> outsider.delete(CONFIG, project, "e", "k").header("If-Match", "\"9\""));
        assertHidden(project -> outsider.get(MEMBERS, project));
        assertHidden(project -> outsider.get(MEMBER, project, "user:ada"));
        assertHidden(project -> outsider.put(MEMBER, project, "user:ada").json("{\"role\":\"admin\"}"));
        assertHidden(project -> outsider.get(TOKENS, project));
        assertHidden(project -> outsider.get(Api.TOKEN, project, "ci"));
        assertHidden(
                project -> outsider.post(Api.TOKEN + "/rotate", project, "ci").json("{}"));
        assertHidden(project -> outsider.get(WATCH, project));
        assertHidden(project ->
                outsider.get(CONFIG, project, "e", "k").query("wait=1s").header("If-None-Match", "\"1\""));
    }

    @Test
    void aTransactionTellsNothingOfAHiddenProject() {
        assertHidden(project -> outsider.post(TRANSACTIONS, project).json("""
                {"preconditions":[{"config":{"environment":"e","key":"k"},"version":9}],
                 "operations":[{"op":"putConfig","environment":"e","key":"k","schema":"s","value":{"n":99}}]}
                """));
    }

    @Test
    void aTransactionIsJudgedOperationByOperation() {
        people.user("emil");
        people.grant("p", "emil", new Grant(null, new TreeMap<>(Map.of(new EnvironmentKey("e"), Role.EDITOR))));
        long before = node.revision();
        client.as("emil").post(TRANSACTIONS, "p").json("""
                        {"operations":[{"op":"putConfig","environment":"e","key":"fine","value":{}},
                                       {"op":"putSchema","key":"sly","document":{}}]}
                        """).send().isProblem(403, "forbidden");
        assertThat(node.revision()).isEqualTo(before);
    }

    @Test
    void listsAndTheAuditLogLeaveHiddenProjectsOut() {
        assertThat(outsider.get(PROJECTS).send().is(200).json().findValuesAsString("key"))
                .containsExactly("own");
        String audit = outsider.get(AUDIT).query("limit=500").send().is(200).text();
        assertThat(audit).contains("\"own\"").doesNotContain("\"p\"").doesNotContain("userCreated");
        assertThat(told(project -> outsider.get(AUDIT).query("project=" + project), HIDDEN))
                .isEqualTo(told(project -> outsider.get(AUDIT).query("project=" + project), ABSENT));
        outsider.get(AUDIT + "/export").send().isProblem(404, "not-found");
    }

    @Test
    void aUserIsHiddenFromWhoeverIsNoAdministrator() {
        assertThat(users("ada")).isEqualTo(users("nobody"));
    }

    private String users(String id) {
        StringBuilder told = new StringBuilder();
        for (Request request : new Request[] {
            outsider.get(USER, id),
            outsider.delete(USER, id),
            outsider.post(USER + "/unlock", id),
            outsider.put(USER + "/password", id).json("{}"),
            outsider.delete(Api.SECURITY + "/sessions/{user}", id)
        }) {
            Answered answered = request.send().isProblem(404, "not-found");
            told.append(
                    answered.text().replaceAll("\"requestId\":\"[^\"]*\"", "").replace("/" + id, "/USER"));
        }
        return told.toString();
    }

    @Test
    void noHeaderMakesAnotherMethodOrCallerOfARequest() {
        long before = node.revision();
        for (String[] header : new String[][] {
            {"X-HTTP-Method-Override", "DELETE"},
            {"X-HTTP-Method", "DELETE"},
            {"X-Method-Override", "DELETE"},
            {"X-Original-URL", "/api/v1/users"},
            {"X-Rewrite-URL", "/api/v1/users"},
            {"X-User", "admin"},
            {"X-Remote-User", "admin"},
            {"X-Forwarded-User", "admin"},
            {"User-Agent", "cfguardian-node"}
        }) {
            client.get(PROJECT, "own").header(header[0], header[1]).send().is(200);
            outsider.get(PROJECT, "p").header(header[0], header[1]).send().isProblem(404, "not-found");
            outsider.get(USERS).header(header[0], header[1]).send().isProblem(404, "not-found");
            client.asNobody().get(USERS).header(header[0], header[1]).send().isProblem(401, "unauthorized");
        }
        assertThat(node.revision()).isEqualTo(before);
    }

    @Test
    void noSpellingOfAPathGetsAroundARight() throws IOException {
        for (String path : new String[] {
            "/api/v1/users/",
            "/api/v1//users",
            "/api/v1/./users",
            "/api/v1/health/../users",
            "/health/../api/v1/users",
            "/api/v1/%75sers",
            "/api/v1/users%2f",
            "/API/v1/users",
            "/api/v1/users;x=1",
            "/health;/../api/v1/users",
            "/api/v1/projects/p%2f..%2fown"
        }) {
            try (RawHttp http = new RawHttp(node.port())) {
                http.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ada\r\n"
                        + "Connection: close\r\n\r\n");
                assertThat(http.receive("GET").status()).as(path).isIn(400, 404);
            }
        }
    }
}
