package io.cfguardian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.cluster.ClusterExtension;
import io.cfguardian.testkit.cluster.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Guessing passwords, and finding out who is there by guessing. */
final class LoginClusterIT {

    private static final int FREE = 5;
    private static final int FIRST_DELAY_SECONDS = 30;
    private static final int AT_ONCE = 60;

    private static final int ACCOUNTS = 15;
    private static final int GUESSES_EACH = 4;

    /** Medians of 60 samples each, taken in turns, on a machine that does other things too. Not hashing is a tenth. */
    private static final double RATIO_MAX = 1.3;

    private static final Duration RECORDED_MAX = Duration.ofSeconds(20);

    @RegisterExtension
    static final ClusterExtension CLUSTER = ClusterExtension.of(3);

    @Test
    void guessesFromOneAddressLockTheAccountHoweverTheyAreSpreadOverTheNodes() {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        Account account = visitors.create("guessed");
        List<Reply> replies = new ArrayList<>();
        for (int i = 0; i < 3 * FREE; i++) {
            replies.add(visitors.login(i % 3, wrong(account)));
        }
        assertThat(statuses(replies).subList(0, FREE)).containsOnly(401);
        assertThat(statuses(replies).subList(FREE, replies.size())).containsOnly(429);
        assertLocked(visitors, account);
    }

    @Test
    void guessesAtOnceOnAllNodesAreCountedTogether() {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        Account account = visitors.create("stormed");
        List<Reply> replies = storm(visitors, account, i -> Map.of());
        assertThat(statuses(replies)).containsOnly(401, 429);
        assertThat(statuses(replies).stream().filter(status -> status == 401))
                .as("attempts that were looked at, of %d at once", AT_ONCE)
                .hasSize(FREE);
        assertLocked(visitors, account);
    }

    @Test
    void sayingThatOneComesFromElsewhereDoesNotHelp() {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        Account account = visitors.create("botnet");
        List<Reply> replies = storm(visitors, account, i -> {
            String address = "203.0.113." + i;
            return Map.of(
                    "X-Forwarded-For", address,
                    "Forwarded", "for=" + address,
                    "X-Real-IP", address,
                    "True-Client-IP", address,
                    "X-Client-IP", address);
        });
        assertThat(statuses(replies)).containsOnly(401, 429);
        assertThat(statuses(replies).stream().filter(status -> status == 401)).hasSize(FREE);
        assertLocked(visitors, account);
        await("failures as security events")
                .atMost(RECORDED_MAX)
                .untilAsserted(() ->
                        assertThat(visitors.events("login-failed", account)).hasSize(FREE));
        assertThat(visitors.events("login-failed", account))
                .allSatisfy(
                        event -> assertThat(event.path("address").asString()).isEqualTo("127.0.0.1"));
    }

    @Test
    void spellingsOfOneAddressShareOneCount() {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        Account account = visitors.create("spelled");
        List<String> spellings = List.of(
                account.email().toUpperCase(Locale.ROOT),
                "Spelled@people.example",
                "spelled@People.Example",
                "sPELLED@people.EXAMPLE",
                account.email());
        for (int i = 0; i < FREE; i++) {
            Account spelled = new Account(account.id(), spellings.get(i), Visitors.newPassword());
            assertThat(visitors.login(i % 3, spelled).status()).isEqualTo(401);
        }
        assertLocked(visitors, account);
    }

    private static List<Reply> storm(Visitors visitors, Account account, IntFunction<Map<String, String>> headers) {
        return Race.of(IntStream.range(0, AT_ONCE)
                .<Callable<Reply>>mapToObj(i -> () -> visitors.login(i % 3, wrong(account), headers.apply(i)))
                .toList());
    }

    /** That even the right password opens nothing on any node, and when it will. */
    private static void assertLocked(Visitors visitors, Account account) {
        for (int node : visitors.nodes()) {
            Reply refused = visitors.login(node, account);
            assertThat(refused.status()).as("right password on node %d", node).isEqualTo(429);
            assertThat(refused.problem()).isEqualTo("locked-out");
            // The lock ends by itself: the time that is told is from the fifth attempt on, and only becomes less.
            assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                    .isBetween(1, FIRST_DELAY_SECONDS + 1);
        }
        assertThat(visitors.sessions(account)).as("nobody is in").isEmpty();
        assertThat(visitors.events("account-locked", account).size()).isLessThanOrEqualTo(1);
    }

    @Test
    void anAdministratorUnlocks() {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        Account account = visitors.create("unlocked");
        for (int i = 0; i < FREE; i++) {
            visitors.login(i % 3, wrong(account)).expect(401);
        }
        assertLocked(visitors, account);
        visitors.admin(1).post(Visitors.USERS + "/unlocked/unlock", "").expect(204);
        visitors.assertAlive(visitors.signIn(2, account).access());
    }

    @Test
    void aSuccessBeginsTheCountAnew() {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        Account account = visitors.create("forgetful");
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < FREE - 1; i++) {
                visitors.login((round + i) % 3, wrong(account)).expect(401);
            }
            visitors.signIn(round % 3, account);
        }
        assertThat(visitors.sessions(account)).hasSize(3);
    }

    @Test
    void theAnswersForSomebodyAndForNobodyAreTheSame() {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        Account known = visitors.create("somebody");
        Account disabled = visitors.create("disabled");
        visitors.admin(0)
                .send(
                        "PATCH",
                        Visitors.USERS + "/disabled",
                        Map.of("Content-Type", "application/merge-patch+json"),
                        "{\"status\":\"disabled\"}")
                .expect(200);
        Account deleted = visitors.create("gone");
        visitors.admin(0).delete(Visitors.USERS + "/gone").expect(204);
        Account unknown = new Account("nobody", "nobody@people.example", Visitors.newPassword());
        // The right password makes no difference for who is disabled or gone.
        for (int i = 0; i < 2 * FREE; i++) {
            String expected = comparable(visitors.login(i % 3, wrong(known)));
            assertThat(expected).startsWith(i < FREE ? "401" : "429");
            for (Account other : List.of(unknown, disabled, deleted)) {
                assertThat(comparable(visitors.login(i % 3, other)))
                        .as("attempt %d for %s", i + 1, other)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void theTimeForSomebodyAndForNobodyIsTheSame() {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        List<Account> known = IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> visitors.create("timed-" + i))
                .toList();
        long[] knownNanos = new long[ACCOUNTS * GUESSES_EACH];
        long[] unknownNanos = new long[ACCOUNTS * GUESSES_EACH];
        for (int i = 0; i < ACCOUNTS * GUESSES_EACH; i++) {
            Account somebody = known.get(i % ACCOUNTS);
            Account nobody = new Account("nobody", "untimed-%d@people.example".formatted(i % ACCOUNTS), "");
            // Neither is always the first, which finds the nodes still busy with what went before.
            if (i % 2 == 0) {
                knownNanos[i] = nanos(visitors, wrong(somebody));
                unknownNanos[i] = nanos(visitors, wrong(nobody));
            } else {
                unknownNanos[i] = nanos(visitors, wrong(nobody));
                knownNanos[i] = nanos(visitors, wrong(somebody));
            }
        }
        double one = median(knownNanos) / 1e6;
        double other = median(unknownNanos) / 1e6;
        System.out.printf(
                "login refused, medians of %d samples: known %.2f ms, unknown %.2f ms, ratio %.3f (bound %.2f)%n",
                knownNanos.length, one, other, one / other, RATIO_MAX);
        assertThat(one / other).isBetween(1 / RATIO_MAX, RATIO_MAX);
    }

    private static long nanos(Visitors visitors, Account account) {
        long from = System.nanoTime();
        visitors.login(1, account).expect(401);
        return System.nanoTime() - from;
    }

    private static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2.0;
    }

    private static Account wrong(Account account) {
        return account.withPassword(Visitors.newPassword());
    }

    private static List<Integer> statuses(List<Reply> replies) {
        return replies.stream().map(Reply::status).toList();
    }

    /** All of an answer but what names the request and the time. */
    private static String comparable(Reply reply) {
        JsonNode body = reply.json();
        if (body instanceof ObjectNode object) {
            object.remove(List.of("requestId", "instance", "retryAfterSeconds"));
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(reply.headers().map());
        headers.keySet().removeAll(List.of("X-Request-Id", "Date", "Retry-After", "Content-Length"));
        // The seconds that are left differ by when one asks.
        String shown = headers.toString().replaceAll(";t=\\d+", ";t=…");
        return reply.status() + " " + body + " " + shown + " "
                + reply.header("Retry-After").isPresent();
    }
}
