package io.cfguardian.http.route;

import static io.cfguardian.http.fixture.Api.USER;
import static io.cfguardian.http.fixture.Api.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.state.RequestKey;
import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.Client.Answered;
import io.cfguardian.http.fixture.People;
import io.cfguardian.http.fixture.TestNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What administrators do with users. */
@TestInstance(Lifecycle.PER_CLASS)
class UsersIT {

    private static final String PATCH = "application/merge-patch+json";
    private static final String LOGIN = "/api/v1/auth/login";

    private final TestNode node = TestNode.start();
    private final Client client = new Client(node.port());
    private final People people = new People(node);

    @BeforeAll
    void begin() {
        node.begin("root@example.com", "grey-otter-walks-home-9");
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private Answered login(String email, String password) {
        return client.asNobody()
                .post(LOGIN)
                .json("{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password))
                .send();
    }

    @Test
    void aGeneratedPasswordIsShownOnceAndSignsIn() {
        var request = client.post(USERS)
                .header("Idempotency-Key", "make-ada")
                .json("{\"email\":\"Ada@Example.com\",\"name\":\"Ada\"}");
        Answered made = request.send().is(201);
        String id = made.at("/id");
        assertThat(id).matches("u-[a-z2-7]{10}");
        assertThat(made.header("Location")).isEqualTo("/api/v1/users/" + id);
        assertThat(made.at("/email")).isEqualTo("ada@example.com");
        login("ada@example.com", made.at("/password")).is(200);

        Answered again = request.send().is(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.at("/id")).isEqualTo(id);
        assertThat(again.json().has("password")).isFalse();
        assertThat(client.get(USER, id).send().is(200).json().has("password")).isFalse();
    }

    @Test
    void theRememberedFingerprintTellsNothingOfThePassword() {
        Answered first = create("same-key-1", "bea", "brown-heron-9-lakes");
        assertThat(first.json().has("password")).isFalse();
        // Another password under the same key is the same request: whoever can read the state cannot try passwords on
        // it.
        assertThat(create("same-key-1", "bea", "white-heron-8-lakes").header("Idempotency-Replayed"))
                .isEqualTo("true");
        login("bea@example.com", "brown-heron-9-lakes").is(200);
        login("bea@example.com", "white-heron-8-lakes").is(401);
        // And all else is covered.
        client.post(USERS)
                .header("Idempotency-Key", "same-key-1")
                .json("{\"id\":\"bob\",\"email\":\"bea@example.com\",\"password\":\"brown-heron-9-lakes\"}")
                .send()
                .isProblem(422, "idempotency-key-reused");
        var remembered = node.replica()
                .view()
                .request(new RequestKey(new Principal("admin"), new RequestId(Origin.CLIENT, "same-key-1")))
                .orElseThrow();
        assertThat(remembered.fingerprint())
                .isNotEqualTo(Hash.sha256(body("bea", "brown-heron-9-lakes").getBytes(StandardCharsets.UTF_8)));
    }

    private Answered create(String key, String id, String password) {
        return client.post(USERS)
                .header("Idempotency-Key", key)
                .json(body(id, password))
                .send()
                .is(201);
    }

    private static String body(String id, String password) {
        return "{\"id\":\"%s\",\"email\":\"%s@example.com\",\"password\":\"%s\"}".formatted(id, id, password);
    }

    @Test
    void aWeakPasswordIsRefusedWithAReasonAndWithoutACommit() {
        long before = node.revision();
        Answered refused = client.post(USERS)
                .json("{\"email\":\"c@example.com\",\"password\":\"short\"}")
                .send()
                .isProblem(422, "password-refused");
        assertThat(refused.at("/objection")).isEqualTo("too-short");
        assertThat(refused.text()).doesNotContain("\"short\"");
        assertThat(node.revision()).isEqualTo(before);
    }

    @Test
    void whatIsNoUserIsRefused() {
        client.post(USERS).json("{\"email\":\"nobody\"}").send().isProblem(400, "invalid-body");
        client.post(USERS).json("{}").send().isProblem(400, "invalid-body");
        client.post(USERS)
                .json("{\"id\":\"A B\",\"email\":\"x@example.com\"}")
                .send()
                .isProblem(400, "invalid-name");
        client.post(USERS)
                .json("{\"email\":\"x@example.com\",\"name\":\"a\\nb\"}")
                .send()
                .isProblem(400, "invalid-body");
        for (String member : new String[] {"status", "created", "credentials", "hasPassword", "mfa", "role"}) {
            client.post(USERS)
                    .json("{\"email\":\"x@example.com\",\"%s\":null}".formatted(member))
                    .send()
                    .isProblem(400, "invalid-body");
        }
        client.get(USER, "A").send().isProblem(400, "invalid-name");
        client.get(USER, "nobody").send().isProblem(404, "not-found");
    }

    @Test
    void usersChangeAndGo() {
        people.user("dora");
        people.user("emil");
        client.patch(USER, "dora")
                .body(PATCH, "{\"email\":\"emil@example.com\"}")
                .send()
                .isProblem(409, "already-exists");
        assertThat(client.patch(USER, "dora")
                        .body(PATCH, "{\"name\":null,\"email\":\"dora2@example.com\",\"administrator\":true}")
                        .send()
                        .is(200)
                        .at("/email"))
                .isEqualTo("dora2@example.com");
        client.patch(USER, "dora").body(PATCH, "{\"email\":null}").send().isProblem(400, "invalid-body");
        client.patch(USER, "dora").body(PATCH, "{\"id\":\"eve\"}").send().isProblem(400, "invalid-body");
        assertThat(client.as("dora").get(USERS).send().status()).isEqualTo(200);
        assertThat(client.patch(USER, "dora")
                        .body(PATCH, "{\"status\":\"disabled\"}")
                        .send()
                        .is(200)
                        .at("/status"))
                .isEqualTo("disabled");
        client.as("dora").get(USERS).send().isProblem(401, "unauthorized");
        client.delete(USER, "dora").send().is(204);
        client.get(USER, "dora").send().isProblem(404, "not-found");
        assertThat(client.get(USERS).query("limit=500").send().is(200).text()).doesNotContain("dora");
        client.post(USERS)
                .json("{\"id\":\"dora\",\"email\":\"d@example.com\"}")
                .send()
                .isProblem(409, "key-retired");
    }

    @Test
    void theLastAdministratorStays() {
        TestNode alone = TestNode.start();
        try {
            alone.begin("root@example.com", "grey-otter-walks-home-9");
            Client operator = new Client(alone.port());
            long before = alone.revision();
            operator.patch(USER, "admin")
                    .body(PATCH, "{\"administrator\":false}")
                    .send()
                    .isProblem(409, "last-administrator");
            operator.patch(USER, "admin")
                    .body(PATCH, "{\"status\":\"disabled\"}")
                    .send()
                    .isProblem(409, "last-administrator");
            operator.delete(USER, "admin").send().isProblem(409, "last-administrator");
            assertThat(alone.revision()).isEqualTo(before);
        } finally {
            alone.close();
        }
    }

    @Test
    void whoGivesUpTheOwnRightIsStillToldWhatBecameOfIt() {
        people.administrator("hans");
        Client hans = client.as("hans");
        assertThat(hans.patch(USER, "hans")
                        .header("Idempotency-Key", "step-down")
                        .body(PATCH, "{\"administrator\":false}")
                        .send()
                        .is(200)
                        .at("/administrator"))
                .isEqualTo("false");
        hans.get(USER, "hans").send().isProblem(404, "not-found");
        // The answer is remembered, the right to see what came of it is not.
        hans.patch(USER, "hans")
                .header("Idempotency-Key", "step-down")
                .body(PATCH, "{\"administrator\":false}")
                .send()
                .isProblem(404, "not-found");
    }

    @Test
    void anotherPasswordEndsTheSessionsAndSignsIn() {
        people.user("finn");
        client.as("finn").get("/api/v1/auth/me").send().is(200);
        Answered set = client.put(USER + "/password", "finn").json("{}").send().is(200);
        client.as("finn").get("/api/v1/auth/me").send().isProblem(401, "unauthorized");
        login("finn@example.com", set.at("/password")).is(200);
        Answered given = client.put(USER + "/password", "finn")
                .json("{\"password\":\"quiet-marten-7-hills\"}")
                .send()
                .is(200);
        assertThat(given.json().has("password")).isFalse();
        login("finn@example.com", set.at("/password")).is(401);
        login("finn@example.com", "quiet-marten-7-hills").is(200);
        client.put(USER + "/password", "nobody").json("{}").send().isProblem(404, "not-found");
    }

    @Test
    void aLockedAccountIsUnlocked() {
        people.user("gila");
        String password =
                client.put(USER + "/password", "gila").json("{}").send().is(200).at("/password");
        for (int i = 0; i < 5; i++) {
            login("gila@example.com", "wrong-wrong-wrong-1").is(401);
        }
        login("gila@example.com", password).isProblem(429, "locked-out");
        client.post(USER + "/unlock", "gila").send().is(204);
        login("gila@example.com", password).is(200);
        client.post(USER + "/unlock", "nobody").send().isProblem(404, "not-found");
    }

    @Test
    void usersArePaged() {
        for (String id : new String[] {"p1", "p2", "p3"}) {
            people.user(id);
        }
        Answered first = client.get(USERS).query("limit=2").send().is(200);
        assertThat(first.json().at("/items")).hasSize(2);
        Answered next = client.get(USERS)
                .query("limit=2&cursor=" + first.at("/nextCursor"))
                .send()
                .is(200);
        assertThat(next.at("/items/0/id")).isGreaterThan(first.at("/items/1/id"));
    }
}
