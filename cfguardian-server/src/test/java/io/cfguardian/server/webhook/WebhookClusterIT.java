package io.cfguardian.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.server.webhook.Collector.Message;
import io.cfguardian.testkit.cluster.ApiClient;
import io.cfguardian.testkit.cluster.ClusterExtension;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.Reply;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What a receiver of security events may rely on when it fails itself, and when the node that sends is killed. */
final class WebhookClusterIT {

    private static final String KEY = "bW9zdCBzZWNyZXQsIDMyIGJ5dGVzIG9mIGl0IGFsbC4";
    private static final String BEARER = "hook-bearer-7d1c41f0aa";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CHANGES = 300;

    private static final Collector COLLECTOR = Collector.start();

    @RegisterExtension
    static final ClusterExtension CLUSTER = ClusterExtension.of(
            3,
            Map.of(
                    "CFGUARDIAN_SECURITY_WEBHOOK_URL",
                    COLLECTOR.url(),
                    "CFGUARDIAN_SECURITY_WEBHOOK_SIGNING_SECRET",
                    "whsec_" + KEY,
                    "CFGUARDIAN_SECURITY_WEBHOOK_BEARER",
                    BEARER));

    private final ProcessCluster cluster = CLUSTER.cluster();

    @AfterAll
    static void hangUp() {
        COLLECTOR.close();
    }

    @BeforeEach
    void aMemberWhoseRoleChanges() {
        COLLECTOR.answer(count -> 204);
        cluster.client(0).post("/api/v1/projects", "{\"key\":\"shop\"}");
        cluster.client(0).post("/api/v1/users", "{\"id\":\"ada\",\"email\":\"ada@people.example\",\"name\":\"Ada\"}");
    }

    /** Every one is an event. */
    private static Optional<Reply> changeRole(ApiClient client, int change) {
        return client.tryPut(
                "/api/v1/projects/shop/members/user:ada",
                Map.of(),
                "{\"role\":\"%s\"}".formatted(change % 2 == 0 ? "viewer" : "editor"));
    }

    @Test
    void everyEventArrivesInOrderAlthoughTheReceiverFailsAndTheLeaderIsKilled() {
        // Every fiftieth is not taken at the first attempt.
        Set<Integer> failed = new HashSet<>();
        COLLECTOR.answer(count -> count % 50 == 30 && failed.add(count) ? 503 : 204);
        int leader = cluster.awaitLeader();
        int before = COLLECTOR.count();
        int killed = -1;
        for (int i = 0; i < CHANGES; i++) {
            int change = i;
            await("a change of a role")
                    .atMost(PATIENCE)
                    .until(() -> LongStream.range(0, cluster.size())
                            .mapToObj(node -> cluster.client((int) ((change + node) % cluster.size())))
                            .anyMatch(client -> changeRole(client, change)
                                    .filter(Reply::isSuccess)
                                    .isPresent()));
            if (killed < 0 && i > CHANGES / 3 && COLLECTOR.count() > before + 10) {
                cluster.kill(leader);
                killed = COLLECTOR.count();
            }
        }
        assertThat(killed).as("taken when the leader was killed").isPositive();
        assertThat(cluster.awaitLeader()).isNotEqualTo(leader);
        cluster.restart(leader);
        cluster.awaitReady(leader);

        Map<Long, JsonNode> events = awaitAllTaken();
        List<Message> taken = COLLECTOR.taken();
        assertSigned(taken);
        assertThat(taken.size()).as("taken before the kill, and after").isGreaterThan(killed);
        assertComplete(taken, events);
        System.out.printf(
                "leader killed when %d of %d events were taken; %d came twice, %d attempts were refused%n",
                killed, events.size(), taken.size() - events.size(), failed.size());
    }

    @Test
    void aReceiverThatIsAwayHoldsUpNothingAndGetsEverythingLater() {
        awaitAllTaken();
        COLLECTOR.die();
        int leader = cluster.awaitLeader();
        for (int i = 0; i < 50; i++) {
            assertThat(changeRole(cluster.client(i % cluster.size()), i)
                            .orElseThrow()
                            .status())
                    .isLessThan(300);
        }
        JsonNode away = await("the failure to show")
                .atMost(PATIENCE)
                .until(() -> webhook(leader), seen -> seen.path("failures").asInt() >= 3);
        assertThat(away.path("state").asString()).isEqualTo("retrying");
        assertThat(away.path("lastFailure").asString()).isEqualTo("no exchange: ConnectException");
        assertThat(away.path("pending").asLong()).isGreaterThanOrEqualTo(50);
        assertThat(away.path("lost").asLong()).isZero();
        assertThat(number(leader, "cfguardian_webhook_deliveries_total{outcome=\"failed\",}"))
                .isGreaterThanOrEqualTo(3);
        assertThat(number(leader, "cfguardian_webhook_events_pending")).isGreaterThanOrEqualTo(50);
        assertThat(number(leader, "cfguardian_webhook_lag_seconds")).isPositive();
        assertThat(number(leader, "cfguardian_webhook_events_lost_total")).isZero();
        JsonNode other = webhook((leader + 1) % cluster.size());
        assertThat(other.path("state").asString()).isEqualTo("standby");
        assertThat(other.path("pending").asLong()).isGreaterThanOrEqualTo(50);

        COLLECTOR.comeBack();
        Map<Long, JsonNode> events = awaitAllTaken();
        assertComplete(COLLECTOR.taken(), events);
        JsonNode idle = await("all noted")
                .atMost(PATIENCE)
                .until(
                        () -> webhook(cluster.awaitLeader()),
                        seen -> seen.path("pending").asLong() == 0
                                && seen.path("state").asString().equals("idle"));
        assertThat(idle.path("failures").asInt()).isZero();
        assertThat(number(cluster.awaitLeader(), "cfguardian_webhook_deliveries_total{outcome=\"taken\",}"))
                .isPositive();
        assertThat(idle.path("lastTaken").isNull()).isFalse();
        for (int node = 0; node < cluster.size(); node++) {
            assertThat(cluster.log(node)).doesNotContain(KEY, BEARER, Collector.PATH);
        }
        assertThat(cluster.log(leader)).contains("the webhook takes security events again");
    }

    private double number(int node, String series) {
        return cluster.client(node)
                .get("/metrics")
                .expect(200)
                .body()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode webhook(int node) {
        return cluster.client(node)
                .get("/api/v1/security/metrics")
                .expect(200)
                .json()
                .path("webhook");
    }

    /** All events that the store keeps, by their numbers, once the last of them has arrived. */
    private Map<Long, JsonNode> awaitAllTaken() {
        return await("all events")
                .atMost(PATIENCE)
                .until(this::recorded, events -> arrived(COLLECTOR.taken()).containsAll(events.keySet()));
    }

    private Map<Long, JsonNode> recorded() {
        Map<Long, JsonNode> events = new LinkedHashMap<>();
        String cursor = "";
        do {
            JsonNode page = cluster.client(0)
                    .get("/api/v1/security/events?limit=500" + cursor)
                    .expect(200)
                    .json();
            page.path("items")
                    .forEach(event -> events.put(event.path("sequence").asLong(), event));
            JsonNode next = page.path("nextCursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asString();
        } while (!cursor.isEmpty());
        return events;
    }

    /** The numbers of the events, each where it arrived first. */
    private static List<Long> arrived(List<Message> taken) {
        return taken.stream()
                .map(message -> message.event().path("data").path("sequence").asLong())
                .distinct()
                .toList();
    }

    /** None is missing, none is in the wrong place, each is what the API shows, and one that came twice is the same. */
    private static void assertComplete(List<Message> taken, Map<Long, JsonNode> events) {
        List<Long> arrived = arrived(taken);
        assertThat(arrived)
                .isEqualTo(LongStream.range(0, arrived.size()).boxed().toList());
        assertThat(arrived).containsAll(events.keySet());
        Map<String, String> byId = new LinkedHashMap<>();
        List<String> kinds = new ArrayList<>();
        for (Message message : taken) {
            JsonNode event = message.event();
            String id = event.path("id").asString();
            assertThat(byId.getOrDefault(id, message.body())).isEqualTo(message.body());
            byId.put(id, message.body());
            assertThat(message.header("webhook-id")).isEqualTo(id);
            assertThat(event.path("source").asString()).isEqualTo("cfguardian:test");
            JsonNode data = event.path("data");
            JsonNode shown = events.get(data.path("sequence").asLong());
            if (shown != null) {
                assertThat(data).isEqualTo(shown);
            }
            kinds.add(data.path("kind").asString());
        }
        assertThat(byId).hasSameSizeAs(arrived);
        assertThat(kinds).contains("role-changed", "login-succeeded", "user-created");
    }

    private static void assertSigned(List<Message> taken) {
        for (Message message : taken) {
            assertThat(message.header("Authorization")).isEqualTo("Bearer " + BEARER);
            assertThat(message.header("webhook-signature"))
                    .isEqualTo(signature(message.header("webhook-id"), message.header("webhook-timestamp"), message));
        }
    }

    /** As docs/security/webhook.md says. */
    private static String signature(String id, String time, Message message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
            byte[] signed = (id + "." + time + "." + message.body()).getBytes(StandardCharsets.UTF_8);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
