package io.cfguardian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.cluster.ClusterExtension;
import io.cfguardian.testkit.cluster.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Refresh tokens: used once, and by one. */
final class RefreshClusterIT {

    private static final int ROUNDS = 100;
    private static final int SESSION_BYTES = 16;
    private static final int SECRET_BYTES = 32;
    private static final Duration RECORDED_MAX = Duration.ofSeconds(20);

    /** The families that this class opens come from one address and faster than any person's. */
    @RegisterExtension
    static final ClusterExtension CLUSTER = ClusterExtension.of(3, Map.of("CFGUARDIAN_LIMITS_RATE_REFRESH", "0"));

    @Test
    void anOldTokenEndsTheFamilyWithItsNewestPair() {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        Account account = visitors.create("replayed");
        Tokens first = visitors.signIn(0, account);
        Tokens bystander = visitors.signIn(1, account);
        Tokens second = Tokens.of(visitors.refresh(1, first.refresh()));
        Tokens third = Tokens.of(visitors.refresh(2, second.refresh()));
        visitors.assertAlive(third.access());
        assertThat(visitors.sessions(account)).hasSize(2);

        Reply replayed = visitors.refresh(1, first.refresh());
        assertThat(replayed.status()).isEqualTo(401);
        assertThat(replayed.body()).doesNotContain("cfgr_", "eyJ");
        for (Tokens dead : List.of(third, second, first)) {
            visitors.assertDead(dead, "after a replay");
        }
        assertThat(visitors.sessions(account)).hasSize(1);
        visitors.assertAlive(bystander.access());
        await("the reuse as a security event")
                .atMost(RECORDED_MAX)
                .untilAsserted(() -> assertThat(visitors.events("refresh-token-reused", account))
                        .singleElement()
                        .satisfies(event ->
                                assertThat(event.path("severity").asString()).isEqualTo("critical")));
    }

    @Test
    void twoNodesThatGetOneTokenAtOnceDoNotBothGiveALivingPair() {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        Account account = visitors.create("raced");
        int winners = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Tokens tokens = visitors.signIn(round % 3, account);
            int one = (round + 1) % 3;
            int other = (round + 2) % 3;
            List<Reply> replies = Race.of(List.of(
                    () -> visitors.refresh(one, tokens.refresh()), () -> visitors.refresh(other, tokens.refresh())));

            List<Tokens> won = new ArrayList<>();
            for (Reply reply : replies) {
                assertThat(reply.status())
                        .as("round %d: %s", round, reply.status())
                        .isIn(200, 401);
                if (reply.status() == 200) {
                    won.add(Tokens.of(reply));
                }
            }
            assertThat(won).as("winners of round %d", round).hasSize(1);
            winners += won.size();
            // The second use showed that two hold the token, so neither is trusted.
            visitors.assertDead(won.getFirst(), "in round " + round);
            visitors.assertDead(tokens, "in round " + round);
        }
        assertThat(visitors.sessions(account)).isEmpty();
        assertThat(visitors.events("refresh-token-reused", account)).hasSize(ROUNDS);
        System.out.printf(
                "one refresh token on two nodes at once, %d rounds: %d pairs given, 0 of them alive afterwards%n",
                ROUNDS, winners);
    }

    @Test
    void aMadeUpTokenIsRefusedAndTouchesNoSession() {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        Account account = visitors.create("forged-family");
        Tokens tokens = visitors.signIn(0, account);
        Account other = visitors.create("other-family");
        byte[] bytes = decoded(tokens.refresh());
        List<String> forged = new ArrayList<>();
        // A session that is not there, and another secret of the family at its both ends.
        for (int at : new int[] {0, SESSION_BYTES, SESSION_BYTES + SECRET_BYTES - 1}) {
            byte[] changed = bytes.clone();
            changed[at] ^= 1;
            forged.add(prefix(account) + Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
        }
        forged.add(tokens.refresh().replace(prefix(account), prefix(other)));
        forged.add(tokens.refresh() + "A");
        forged.add(tokens.refresh().substring(0, tokens.refresh().length() - 4));
        forged.add(tokens.refresh().substring("cfgr_".length()));
        forged.add(tokens.access());
        forged.add("cfgr_");

        for (String token : forged) {
            for (int node : visitors.nodes()) {
                assertThat(visitors.refresh(node, token).status()).isEqualTo(401);
            }
        }
        visitors.assertAlive(tokens.access());
        assertThat(visitors.sessions(account)).hasSize(1);
        assertThat(visitors.events("refresh-token-reused", account)).isEmpty();
        Tokens.of(visitors.refresh(2, tokens.refresh()));
    }

    private static String prefix(Account account) {
        return "cfgr_" + account.id() + "/";
    }

    private static byte[] decoded(String refresh) {
        return Base64.getUrlDecoder()
                .decode(refresh.substring(refresh.indexOf('/') + 1).getBytes(StandardCharsets.US_ASCII));
    }
}
