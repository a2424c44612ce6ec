package io.cfguardian.http.route;

import static io.cfguardian.http.fixture.Api.CONFIG;
import static io.cfguardian.http.fixture.Api.MEMBER;
import static io.cfguardian.http.fixture.Api.MEMBERS;
import static io.cfguardian.http.fixture.Api.PROJECT;
import static io.cfguardian.http.fixture.Api.TOKEN;
import static io.cfguardian.http.fixture.Api.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.http.fixture.Api;
import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.Client.Answered;
import io.cfguardian.http.fixture.People;
import io.cfguardian.http.fixture.TestNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Who has which role in a project, and the credentials of services. */
@TestInstance(Lifecycle.PER_CLASS)
class MembersIT {

    private final TestNode node = TestNode.start();
    private final Client client = new Client(node.port());
    private final People people = new People(node);

    @BeforeAll
    void prepare() {
        node.begin("root@example.com", "grey-otter-walks-home-9");
        Api.prepare(client);
        people.user("ada");
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void aRoleHoldsFromItsCommitUntilItIsTaken() {
        people.user("bob");
        Client bob = client.as("bob");
        bob.get(PROJECT, "p").send().isProblem(404, "not-found");
        Answered given = client.put(MEMBER, "p", "user:bob")
                .json("{\"role\":\"viewer\",\"environments\":{\"e\":\"editor\"}}")
                .send()
                .is(201);
        assertThat(given.header("Location")).isEqualTo("/api/v1/projects/p/members/user:bob");
        assertThat(given.at("/environments/e")).isEqualTo("editor");
        bob.get(PROJECT, "p").send().is(200);
        bob.put(CONFIG, "p", "e", "by-bob").json("{}").send().is(201);
        client.put(MEMBER, "p", "user:bob").json("{\"role\":\"viewer\"}").send().is(200);
        bob.put(CONFIG, "p", "e", "by-bob").json("{\"n\":1}").send().isProblem(403, "forbidden");
        assertThat(bob.get(MEMBER, "p", "user:bob").send().is(200).at("/role")).isEqualTo("viewer");
        Answered list = bob.get(MEMBERS, "p").send().is(200);
        assertThat(list.text()).contains("user:bob").doesNotContain("@example.com");
        client.delete(MEMBER, "p", "user:bob").send().is(204);
        bob.get(PROJECT, "p").send().isProblem(404, "not-found");
        client.delete(MEMBER, "p", "user:bob").send().isProblem(404, "not-found");
    }

    @Test
    void nobodyRaisesTheOwnRole() {
        people.user("carl");
        client.put(MEMBER, "p", "user:carl")
                .json("{\"role\":\"editor\"}")
                .send()
                .is(201);
        long before = node.revision();
        Client carl = client.as("carl");
        carl.put(MEMBER, "p", "user:carl").json("{\"role\":\"admin\"}").send().isProblem(403, "forbidden");
        carl.post(TOKENS, "p")
                .json("{\"key\":\"mine\",\"role\":\"admin\"}")
                .send()
                .isProblem(403, "forbidden");
        carl.patch(Api.USER, "carl")
                .body("application/merge-patch+json", "{\"administrator\":true}")
                .send()
                .isProblem(404, "not-found");
        assertThat(node.revision()).isEqualTo(before);
    }

    @Test
    void whatIsNoGrantIsRefused() {
        for (String body : new String[] {
            "{}",
            "{\"role\":null}",
            "{\"role\":\"owner\"}",
            "{\"role\":\"viewer\",\"environments\":[]}",
            "{\"environments\":{\"e\":null}}",
            "{\"role\":\"viewer\",\"granted\":{}}"
        }) {
            client.put(MEMBER, "p", "user:ada").json(body).send().isProblem(400, "invalid-body");
        }
        client.put(MEMBER, "p", "user:ada")
                .json("{\"environments\":{\"E\":\"viewer\"}}")
                .send()
                .isProblem(400, "invalid-name");
        client.put(MEMBER, "p", "user:ada")
                .json("{\"environments\":{\"nowhere\":\"viewer\"}}")
                .send()
                .isProblem(404, "not-found");
        client.put(MEMBER, "p", "user:nobody")
                .json("{\"role\":\"viewer\"}")
                .send()
                .isProblem(404, "not-found");
        client.put(MEMBER, "p", "token:nothing")
                .json("{\"role\":\"viewer\"}")
                .send()
                .isProblem(404, "not-found");
        client.get(MEMBER, "p", "admin").send().isProblem(400, "invalid-name");
    }

    @Test
    void aTokenIsShownOnceAndOpensWhatItsRoleDoes() {
        var request = client.post(TOKENS, "p")
                .header("Idempotency-Key", "issue-ci")
                .json("{\"key\":\"ci\",\"description\":\"deploys\",\"environments\":{\"e\":\"editor\"}}");
        Answered issued = request.send().is(201);
        String token = issued.at("/token");
        assertThat(token).startsWith("cfgs_p/ci/");
        assertThat(issued.at("/principal")).isEqualTo("token:p/ci");
        Client service = client.as(token);
        service.put(CONFIG, "p", "e", "by-ci").json("{}").send().is(201);
        service.get(TOKENS, "p").send().isProblem(403, "forbidden");
        assertThat(request.send().is(201).json().has("token")).isFalse();
        assertThat(client.get(TOKEN, "p", "ci").send().is(200).json().has("token"))
                .isFalse();
        assertThat(client.get(TOKENS, "p").send().is(200).text()).doesNotContain("cfgs_");
        assertThat(client.get(MEMBER, "p", "token:ci").send().is(200).at("/principal"))
                .isEqualTo("token:p/ci");
        client.put(MEMBER, "p", "token:ci").json("{\"role\":\"viewer\"}").send().is(200);
        service.put(CONFIG, "p", "e", "by-ci").json("{\"n\":1}").send().isProblem(403, "forbidden");
        client.delete(TOKEN, "p", "ci").send().is(204);
        service.get(PROJECT, "p").send().isProblem(401, "unauthorized");
        client.get(MEMBER, "p", "token:ci").send().isProblem(404, "not-found");
    }

    @Test
    void rotationKeepsTheRolesAndTheOldSecretOnlyAsLongAsAsked() {
        String first = issue("rot");
        String second = rotate("{\"overlap\":\"PT1H\"}");
        client.as(first).get(PROJECT, "p").send().is(200);
        client.as(second).get(PROJECT, "p").send().is(200);
        String third = rotate("{}");
        client.as(second).get(PROJECT, "p").send().isProblem(401, "unauthorized");
        assertThat(client.as(third).get(PROJECT, "p").send().status()).isEqualTo(200);
        assertThat(client.get(TOKEN, "p", "rot").send().is(200).at("/role")).isEqualTo("viewer");
        for (String overlap : new String[] {"-PT1S", "P8D", "soon"}) {
            client.post(TOKEN + "/rotate", "p", "rot")
                    .json("{\"overlap\":\"%s\"}".formatted(overlap))
                    .send()
                    .isProblem(400, "invalid-body");
        }
        client.post(TOKEN + "/rotate", "p", "nothing").json("{}").send().isProblem(404, "not-found");
    }

    private String issue(String key) {
        return client.post(TOKENS, "p")
                .json("{\"key\":\"%s\",\"role\":\"viewer\"}".formatted(key))
                .send()
                .is(201)
                .at("/token");
    }

    private String rotate(String body) {
        return client.post(TOKEN + "/rotate", "p", "rot")
                .json(body)
                .send()
                .is(200)
                .at("/token");
    }

    @Test
    void theEndOfATokenIsToComeAndNotTooFar() {
        long before = node.revision();
        for (Instant time :
                new Instant[] {Instant.now().minusSeconds(1), Instant.now().plus(Duration.ofDays(731)), Instant.EPOCH
                }) {
            client.post(TOKENS, "p")
                    .json("{\"key\":\"late\",\"role\":\"viewer\",\"expires\":\"%s\"}".formatted(time))
                    .send()
                    .isProblem(400, "invalid-body");
        }
        assertThat(node.revision()).isEqualTo(before);
        client.post(TOKENS, "p")
                .json("{\"key\":\"late\",\"role\":\"viewer\",\"expires\":\"%s\"}"
                        .formatted(Instant.now().plus(Duration.ofDays(700))))
                .send()
                .is(201);
        client.post(TOKENS, "p")
                .json("{\"key\":\"late\",\"role\":\"viewer\"}")
                .send()
                .isProblem(409, "already-exists");
    }
}
