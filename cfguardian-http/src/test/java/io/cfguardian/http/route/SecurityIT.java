package io.cfguardian.http.route;

import static io.cfguardian.http.fixture.Api.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.command.IdentityCommand.CreateUser;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.http.fixture.Api;
import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.Client.Answered;
import io.cfguardian.http.fixture.People;
import io.cfguardian.http.fixture.TestNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What administrators see and do about security. */
@TestInstance(Lifecycle.PER_CLASS)
class SecurityIT {

    private static final String EVENTS = SECURITY + "/events";
    private static final String SESSIONS = SECURITY + "/sessions";

    private final TestNode node = TestNode.start();
    private final Client client = new Client(node.port());
    private final People people = new People(node);

    @BeforeAll
    void prepare() {
        node.begin("root@example.com", "grey-otter-walks-home-9");
        Api.prepare(client);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void eventsComeNewestFirstAndAreFilteredAndPaged() {
        people.user("ada");
        people.user("bob");
        client.put(Api.MEMBER, "p", "user:ada")
                .json("{\"role\":\"viewer\"}")
                .send()
                .is(201);
        Answered roles = client.get(EVENTS).query("kind=role-changed").send().is(200);
        assertThat(roles.at("/items/0/principal")).isEqualTo("user:ada");
        assertThat(roles.at("/items/0/project")).isEqualTo("p");
        assertThat(roles.at("/items/0/detail")).isEqualTo("by admin");
        Answered logins = client.get(EVENTS)
                .query("kind=login-succeeded&principal=user:bob")
                .send()
                .is(200);
        assertThat(logins.json().at("/items")).hasSize(1);
        assertThat(logins.at("/items/0/address")).startsWith("192.0.2.");
        Answered first =
                client.get(EVENTS).query("severity=notice&limit=2").send().is(200);
        Answered next = client.get(EVENTS)
                .query("severity=notice&limit=2&cursor=" + first.at("/nextCursor"))
                .send()
                .is(200);
        assertThat(next.json().at("/items/0/sequence").asLong())
                .isLessThan(first.json().at("/items/1/sequence").asLong());
        assertThat(client.get(EVENTS)
                        .query("from=2000-01-01T00:00:00Z&to=2000-01-02T00:00:00Z&project=p")
                        .send()
                        .is(200)
                        .json()
                        .at("/items"))
                .isEmpty();
        client.get(EVENTS).query("kind=oops").send().isProblem(400, "invalid-parameter");
        client.get(EVENTS).query("from=yesterday").send().isProblem(400, "invalid-parameter");
        client.get(EVENTS).query("project=P").send().isProblem(400, "invalid-name");
        client.get(EVENTS)
                .query("limit=2&cursor=" + first.at("/nextCursor"))
                .send()
                .isProblem(400, "invalid-parameter");
    }

    @Test
    void allSessionsOfAUserEndAtOnce() {
        people.user("cora");
        Client cora = client.as("cora");
        assertThat(client.get(SESSIONS).query("limit=500").send().is(200).text())
                .contains("\"user\":\"cora\"");
        // The right to end one's own sessions is not the right to call this.
        cora.delete(SESSIONS + "/{user}", "cora").send().isProblem(404, "not-found");
        cora.get("/api/v1/auth/me").send().is(200);
        client.delete(SESSIONS + "/{user}", "cora").send().is(204);
        cora.get("/api/v1/auth/me").send().isProblem(401, "unauthorized");
        assertThat(client.get(SESSIONS).query("limit=500").send().is(200).text())
                .doesNotContain("\"user\":\"cora\"");
        client.delete(SESSIONS + "/{user}", "nobody").send().isProblem(404, "not-found");
    }

    @Test
    void whatHasEndedIsPurgedAndTheRestStays() {
        people.user("dave");
        UserId id = new UserId("edna");
        Committed made = people.decide(new CreateUser(id, null, "", false, null, null));
        people.session(id, made, Duration.ofNanos(1));
        people.session(id, made, Duration.ofNanos(1));
        people.session(id, made, Duration.ofDays(1));
        Answered report = client.post(SECURITY + "/purge").send().is(200);
        assertThat(report.at("/sessions")).isEqualTo("2");
        assertThat(report.at("/events")).isEqualTo("0");
        client.as("dave").get("/api/v1/auth/me").send().is(200);
        long before = node.revision();
        assertThat(client.post(SECURITY + "/purge").send().is(200).at("/sessions"))
                .isEqualTo("0");
        assertThat(node.revision()).isEqualTo(before);
        client.post(SECURITY + "/purge")
                .header("Idempotency-Key", "twice")
                .send()
                .isProblem(400, "invalid-parameter");
    }

    @Test
    void metricsAndAlertsAreCounted() {
        people.user("fred");
        for (int i = 0; i < 4; i++) {
            var made = people.decide(new CreateUser(new UserId("fred-" + i), null, "", false, null, null));
            people.session(new UserId("fred-" + i), made, Duration.ofDays(1));
        }
        Answered metrics = client.get(SECURITY + "/metrics").send().is(200);
        assertThat(metrics.json().at("/openSessions").asLong()).isGreaterThanOrEqualTo(5);
        assertThat(metrics.json().at("/administrators").asLong()).isEqualTo(1);
        assertThat(metrics.json().at("/events/0/counts/user-created").asLong()).isGreaterThanOrEqualTo(5);
        assertThat(metrics.at("/complete")).isEqualTo("true");
        assertThat(metrics.at("/webhook/state")).isEqualTo("retrying");
        assertThat(metrics.at("/webhook/lastFailure")).isEqualTo("status 503");
        assertThat(metrics.json().at("/webhook/pending").asLong()).isGreaterThanOrEqualTo(5);
        assertThat(metrics.json().at("/webhook/lastTaken").isNull()).isTrue();
        client.get(SECURITY + "/alerts").send().is(200);
    }

    @Test
    void anotherKeySignsAndBothVerify() {
        Answered before = client.asNobody().get("/.well-known/jwks.json").send().is(200);
        assertThat(before.header("Cache-Control")).isEqualTo("public, max-age=300");
        assertThat(before.json().at("/keys")).hasSize(1);
        Answered rotated = client.post(SECURITY + "/keys/rotate").send().is(200);
        assertThat(rotated.json().at("/keys")).hasSize(2);
        assertThat(client.asNobody()
                        .get("/.well-known/jwks.json")
                        .send()
                        .is(200)
                        .text())
                .isEqualTo(rotated.text())
                .contains(before.at("/keys/0/kid"))
                .doesNotContain("\"d\"");
    }

    @Test
    void withoutKeysTheAnswerSaysSo() {
        TestNode bare = TestNode.start();
        try {
            new Client(bare.port()).post(SECURITY + "/keys/rotate").send().isProblem(503, "secrets-unavailable");
        } finally {
            bare.close();
        }
    }
}
