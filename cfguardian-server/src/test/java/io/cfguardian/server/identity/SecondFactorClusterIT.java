package io.cfguardian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.testkit.cluster.ClusterExtension;
import io.cfguardian.testkit.cluster.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Codes and challenges: each for one thing, once. */
final class SecondFactorClusterIT {

    private static final int FREE = 5;
    private static final int RECOVERY_CODES = 10;

    @RegisterExtension
    static final ClusterExtension CLUSTER = ClusterExtension.of(3);

    @Test
    void aCodeIsTakenOnceAlsoByTwoNodesAtOnce() {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        Account account = visitors.create("factor");
        Phone phone = Phone.setUp(visitors, visitors.signIn(0, account).access());
        String one = Phone.challenge(visitors, 1, account);
        String other = Phone.challenge(visitors, 2, account);
        String code = phone.app().next();

        List<Reply> replies =
                Race.of(List.of(() -> visitors.verify(0, one, code), () -> visitors.verify(2, other, code)));
        assertThat(replies.stream().map(Reply::status)).containsExactlyInAnyOrder(200, 401);
        assertThat(visitors.sessions(account))
                .as("the enrolling one and one more")
                .hasSize(2);
        Reply winner = replies.stream().filter(Reply::isSuccess).findFirst().orElseThrow();
        visitors.assertAlive(Tokens.of(winner).access());

        for (int node : visitors.nodes()) {
            assertThat(visitors.verify(node, other, code).status())
                    .as("the same code again on node %d", node)
                    .isEqualTo(401);
        }
        assertThat(visitors.sessions(account)).hasSize(2);
    }

    @Test
    void aRecoveryCodeIsTakenOnceAlsoByTwoNodesAtOnce() {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        Account account = visitors.create("recovered");
        Phone phone = Phone.setUp(visitors, visitors.signIn(0, account).access());
        assertThat(phone.recoveryCodes()).hasSize(RECOVERY_CODES).doesNotHaveDuplicates();
        String one = Phone.challenge(visitors, 1, account);
        String code = phone.recoveryCodes().getFirst();

        List<Reply> replies =
                Race.of(List.of(() -> visitors.verify(0, one, code), () -> visitors.verify(2, one, code)));
        assertThat(replies.stream().map(Reply::status)).containsExactlyInAnyOrder(200, 401);
        String again = Phone.challenge(visitors, 2, account);
        assertThat(visitors.verify(1, again, code).status()).isEqualTo(401);
        assertThat(visitors.sessions(account)).hasSize(2);
        assertThat(visitors.events("recovery-code-used", account)).hasSize(1);
        assertThat(visitors.verify(2, again, phone.recoveryCodes().get(1)).status())
                .as("the next one")
                .isEqualTo(200);
    }

    @Test
    void guessingCodesLocksTheAccountOverAllNodes() {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        Account account = visitors.create("code-guessed");
        Phone phone = Phone.setUp(visitors, visitors.signIn(0, account).access());
        // Asking for the challenge counts as the first attempt: it is no success yet.
        String challenge = Phone.challenge(visitors, 0, account);
        for (int i = 1; i < FREE; i++) {
            assertThat(visitors.verify(i % 3, challenge, phone.app().wrong()).status())
                    .isEqualTo(401);
        }
        String right = phone.app().next();
        for (int node : visitors.nodes()) {
            assertThat(visitors.verify(node, challenge, right).status()).isEqualTo(429);
        }
        assertThat(visitors.sessions(account)).hasSize(1);
    }

    @Test
    void somethingLikeACodeIsNone() {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        Account account = visitors.create("digits");
        Phone phone = Phone.setUp(visitors, visitors.signIn(0, account).access());
        String challenge = Phone.challenge(visitors, 0, account);
        String code = phone.app().next();
        StringBuilder arabic = new StringBuilder();
        code.chars().forEach(c -> arabic.append((char) ('\u0660' + c - '0')));
        for (String like : List.of(" " + code, code + " ", "+" + code.substring(1), arabic.toString())) {
            visitors.admin(0).post(Visitors.USERS + "/digits/unlock", "").expect(204);
            assertThat(visitors.verify(1, challenge, like).status())
                    .as("'%s'", like.replace(code, "code"))
                    .isEqualTo(401);
        }
        assertThat(visitors.sessions(account)).hasSize(1);
        visitors.verify(2, challenge, code).expect(200);
    }

    @Test
    void aChallengeIsVoidOnceThePasswordIsAnother() {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        Account account = visitors.create("challenged");
        Tokens tokens = visitors.signIn(0, account);
        Phone phone = Phone.setUp(visitors, tokens.access());
        String challenge = Phone.challenge(visitors, 1, account);
        String next = Visitors.newPassword();
        visitors.post(
                        2,
                        tokens.access(),
                        Visitors.AUTH + "/password",
                        "{\"current\":\"%s\",\"new\":\"%s\"}".formatted(account.password(), next))
                .expect(204);

        String code = phone.app().next();
        for (int node : visitors.nodes()) {
            visitors.admin(0).post(Visitors.USERS + "/challenged/unlock", "").expect(204);
            assertThat(visitors.verify(node, challenge, code).status()).isEqualTo(401);
        }
        assertThat(visitors.sessions(account)).hasSize(1);
        visitors.admin(0).post(Visitors.USERS + "/challenged/unlock", "").expect(204);
        String fresh = Phone.challenge(visitors, 0, account.withPassword(next));
        visitors.verify(2, fresh, code).expect(200);
    }

    @Test
    void aChallengeOpensNothingElse() {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        Treasure treasure = visitors.treasure("behind-challenge");
        Account account = visitors.create("half-way");
        treasure.grant(account, "editor");
        Tokens tokens = visitors.signIn(0, account);
        Phone phone = Phone.setUp(visitors, tokens.access());
        String challenge = Phone.challenge(visitors, 1, account);

        treasure.assertRefused(challenge, 401, 401, "with a challenge");
        for (int node : visitors.nodes()) {
            assertThat(visitors.get(node, challenge, Visitors.ME).status()).isEqualTo(401);
            assertThat(visitors.post(node, challenge, Visitors.AUTH + "/mfa/enroll", "")
                            .status())
                    .isEqualTo(401);
            assertThat(visitors.refresh(node, challenge).status()).isEqualTo(401);
        }
        // The other way round too: an access token is no challenge.
        assertThat(visitors.verify(2, tokens.access(), phone.app().next()).status())
                .isEqualTo(401);
        assertThat(visitors.sessions(account)).hasSize(1);
    }
}
