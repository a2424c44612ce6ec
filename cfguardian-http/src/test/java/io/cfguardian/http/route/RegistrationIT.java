package io.cfguardian.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.identity.account.Registration.Admission;
import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.Client.Answered;
import io.cfguardian.http.fixture.TestNode;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Registering over HTTP, and how little a stranger learns by it. */
class RegistrationIT {

    private static final String REGISTER = "/api/v1/auth/register";
    private static final String LOGIN = "/api/v1/auth/login";
    private static final String ME = "/api/v1/auth/me";
    private static final String ADMINISTRATOR = "root@example.com";
    private static final String PASSWORD = "grey-otter-walks-home-9";
    private static final String OTHER = "tall-heron-counts-rain-4";

    /** How many pairs are timed at most. */
    private static final int ROUNDS_MAX = 60;

    private static TestNode node(Admission admission) {
        TestNode node = TestNode.with(admission);
        node.begin(ADMINISTRATOR, PASSWORD);
        return node;
    }

    private static Answered post(TestNode node, String path, String email, String password) {
        return new Client(node.port())
                .asNobody()
                .post(path)
                .json("{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password))
                .send();
    }

    private static Answered register(TestNode node, String email, String password) {
        return post(node, REGISTER, email, password);
    }

    /** All that a client sees but for what is another each time. */
    private static Map<String, String> seen(Answered answered) {
        Map<String, String> seen = new TreeMap<>(answered.response().headers());
        seen.put("status", Integer.toString(answered.status()));
        seen.put("body", answered.text());
        seen.remove("x-request-id");
        seen.remove("date");
        return seen;
    }

    @Test
    void unlessTheOperatorAllowsItThereIsNoSuchPath() {
        try (TestNode node = node(Admission.CLOSED)) {
            long before = node.revision();
            assertThat(register(node, "ada@example.com", PASSWORD)
                            .isProblem(404, "not-found")
                            .at("/kind"))
                    .isEqualTo("path");
            register(node, ADMINISTRATOR, "x").isProblem(404, "not-found");
            assertThat(node.revision()).isEqualTo(before);
        }
    }

    @Test
    void whoRegistersSignsInAndHasNoRole() {
        try (TestNode node = node(Admission.OPEN)) {
            register(node, "Ada@example.com", OTHER).is(202);
            String token = post(node, LOGIN, "ada@example.com", OTHER).is(200).at("/accessToken");
            Client ada = new Client(node.port()).as(token);
            assertThat(ada.get(ME).send().is(200).json().at("/administrator").asBoolean())
                    .isFalse();
            assertThat(ada.get("/api/v1/projects").send().is(200).json().at("/items"))
                    .isEmpty();
            ada.get("/api/v1/users").send().isProblem(404, "not-found");
        }
    }

    @Test
    void withApprovalAnAdministratorDecides() {
        try (TestNode node = node(Admission.APPROVAL)) {
            register(node, "ada@example.com", OTHER).is(202);
            post(node, LOGIN, "ada@example.com", OTHER).isProblem(401, "unauthorized");
            Client administrator = new Client(node.port());
            var users = administrator.get("/api/v1/users").send().is(200).json().at("/items");
            String id = users.get(1).at("/id").asString();
            assertThat(users.get(1).at("/status").asString()).isEqualTo("disabled");
            administrator
                    .patch("/api/v1/users/{user}", id)
                    .body("application/merge-patch+json", "{\"status\":\"active\"}")
                    .send()
                    .is(200);
            post(node, LOGIN, "ada@example.com", OTHER).is(200);
        }
    }

    @Test
    void nothingInTheAnswerTellsATakenAddressFromAFreeOne() {
        try (TestNode node = node(Admission.OPEN)) {
            long before = node.revision();
            Map<String, String> free = seen(register(node, "ada@example.com", OTHER));
            Map<String, String> taken = seen(register(node, ADMINISTRATOR, OTHER));
            assertThat(taken).isEqualTo(free).containsEntry("status", "202").containsEntry("body", "");
            assertThat(node.revision()).as("one commit each").isEqualTo(before + 2);
            post(node, LOGIN, ADMINISTRATOR, PASSWORD).is(200);
            post(node, LOGIN, ADMINISTRATOR, OTHER).is(401);

            Answered events = new Client(node.port())
                    .get("/api/v1/security/events")
                    .query("kind=registration-refused")
                    .send()
                    .is(200);
            assertThat(events.at("/items/0/principal")).isEqualTo("user:admin");
            assertThat(events.at("/items/0/severity")).isEqualTo("warning");
        }
    }

    @Test
    void aWeakPasswordIsRefusedForBoth() {
        try (TestNode node = node(Admission.OPEN)) {
            for (String email : new String[] {"ada@example.com", ADMINISTRATOR}) {
                assertThat(register(node, email, "short")
                                .isProblem(422, "password-refused")
                                .at("/objection"))
                        .isEqualTo("too-short");
            }
            register(node, "no address", OTHER).isProblem(400, "invalid-body");
        }
    }

    @Test
    void aTakenAddressTakesAsLongAsAFreeOne() {
        // The fastest of each, in turns: what else runs on the machine only ever makes one slower.
        try (TestNode node = node(Admission.OPEN)) {
            long free = Long.MAX_VALUE;
            long taken = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS_MAX && !(round > 5 && alike(free, taken)); round++) {
                free = Math.min(free, nanos(node, "free-" + round + "@example.com"));
                taken = Math.min(taken, nanos(node, ADMINISTRATOR));
            }
            assertThat(alike(free, taken))
                    .as("free %d ns, taken %d ns", free, taken)
                    .isTrue();
        }
    }

    private static boolean alike(long one, long other) {
        return Math.max(one, other) < Math.min(one, other) * 5 / 4;
    }

    private static long nanos(TestNode node, String email) {
        long start = System.nanoTime();
        register(node, email, OTHER).is(202);
        return System.nanoTime() - start;
    }
}
