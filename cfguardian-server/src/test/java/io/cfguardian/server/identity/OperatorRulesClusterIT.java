package io.cfguardian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What the operator turns on or makes shorter: tokens of a minute, few attempts to sign in, a second factor for
 * administrators. The cluster's own administrator is bound by it too; so the test has to sign in anew, and the invariants,
 * which are read as that administrator, are not checked.
 */
final class OperatorRulesClusterIT {

    private static final int LOGINS_PER_MINUTE = 5;
    private static final int TRIES = 30;
    private static final Duration MINUTE_MAX = Duration.ofMinutes(2);

    /** A minute, and as much again as the nodes' clocks may differ. */
    private static final Duration EXPIRED_MAX = Duration.ofMinutes(3);

    @Test
    void whatTheOperatorDemandsHoldsOnEveryNode() {
        Map<String, String> settings = Map.of(
                "CFGUARDIAN_AUTH_ACCESS_TOKEN_LIFETIME", "1m",
                "CFGUARDIAN_LIMITS_RATE_LOGIN", String.valueOf(LOGINS_PER_MINUTE),
                "CFGUARDIAN_AUTH_ADMINISTRATORS_NEED_MFA", "true");
        try (ProcessCluster cluster = ProcessCluster.start(3, settings)) {
            Visitors visitors = new Visitors(cluster);
            Account admin = new Account("admin", ProcessCluster.EMAIL, cluster.password());
            Reply signedIn = await("room for one more attempt")
                    .atMost(MINUTE_MAX)
                    .until(() -> visitors.login(0, admin), reply -> reply.status() == 200);
            assertThat(signedIn.json().path("mfaEnrolmentRequired").asBoolean()).isTrue();
            String access = Tokens.of(signedIn).access();
            opensOnlyItsAccountUntilItHasASecondFactor(visitors, access);
            attemptsToSignInAreLimitedOnEachNode(visitors);
            aTokenEndsWithItsTime(visitors, access);
        }
    }

    private static void opensOnlyItsAccountUntilItHasASecondFactor(Visitors visitors, String access) {
        for (int node : visitors.nodes()) {
            for (String path : List.of(
                    "/api/v1/users",
                    "/api/v1/cluster",
                    "/api/v1/audit/export",
                    "/api/v1/security/events",
                    "/api/v1/security/sessions")) {
                assertThat(visitors.get(node, access, path).status()).as(path).isEqualTo(403);
            }
            assertThat(visitors.post(node, access, "/api/v1/projects", "{\"key\":\"early-%d\"}".formatted(node))
                            .status())
                    .isEqualTo(403);
            assertThat(visitors.post(
                                    node,
                                    access,
                                    Visitors.USERS,
                                    "{\"id\":\"early-%d\",\"email\":\"early@people.example\"}".formatted(node))
                            .status())
                    .isEqualTo(403);
            for (String path : List.of("/api/v1/projects", "/api/v1/audit")) {
                // Lists show what one may see, which is nothing.
                assertThat(Visitors.items(visitors.get(node, access, path)))
                        .as(path)
                        .isEmpty();
            }
            visitors.get(node, access, Visitors.ME).expect(200);
            visitors.get(node, access, Visitors.AUTH + "/sessions").expect(200);
        }
        Phone.setUp(visitors, access);
        for (int node : visitors.nodes()) {
            assertThat(Visitors.items(visitors.get(node, access, "/api/v1/projects")))
                    .as("nothing came of it")
                    .isEmpty();
            assertThat(Visitors.items(visitors.get(node, access, Visitors.USERS)))
                    .hasSize(1);
        }
    }

    /** Every attempt is for another account and says that it comes from another address. */
    private static void attemptsToSignInAreLimitedOnEachNode(Visitors visitors) {
        // Node 0 has been asked before.
        for (int node : new int[] {1, 2}) {
            long from = System.nanoTime();
            List<Reply> replies = Race.of(IntStream.range(0, TRIES)
                    .<Callable<Reply>>mapToObj(i -> () -> visitors.login(
                            node,
                            new Account("nobody", "nobody-%d-%d@people.example".formatted(node, i), "x"),
                            Map.of("X-Forwarded-For", "203.0.113." + i)))
                    .toList());
            long refilled = (System.nanoTime() - from)
                    * LOGINS_PER_MINUTE
                    / Duration.ofMinutes(1).toNanos();
            List<Reply> refused =
                    replies.stream().filter(reply -> reply.status() == 429).toList();
            long looked =
                    replies.stream().filter(reply -> reply.status() == 401).count();
            assertThat(looked + refused.size()).isEqualTo(TRIES);
            assertThat(looked).isBetween((long) LOGINS_PER_MINUTE, LOGINS_PER_MINUTE + refilled);
            assertThat(refused).allSatisfy(reply -> {
                assertThat(reply.problem()).isEqualTo("rate-limited");
                assertThat(reply.json().path("limit").asString()).isEqualTo("login");
                assertThat(Integer.parseInt(reply.header("Retry-After").orElseThrow()))
                        .isBetween(1, 60);
            });
            System.out.printf("login limit on node %d: %d of %d looked at%n", node, looked, TRIES);
        }
    }

    private static void aTokenEndsWithItsTime(Visitors visitors, String access) {
        for (int node : visitors.nodes()) {
            Reply over = await("the token's end on node " + node)
                    .atMost(EXPIRED_MAX)
                    .until(() -> visitors.get(node, access, Visitors.ME), reply -> reply.status() != 200);
            assertThat(over.status()).isEqualTo(401);
            assertThat(visitors.post(node, access, "/api/v1/projects", "{\"key\":\"late\"}")
                            .status())
                    .isEqualTo(401);
        }
    }
}
