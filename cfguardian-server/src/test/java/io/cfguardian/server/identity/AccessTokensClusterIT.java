package io.cfguardian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.testkit.cluster.ApiClient;
import io.cfguardian.testkit.cluster.ClusterExtension;
import io.cfguardian.testkit.cluster.Reply;
import io.cfguardian.testkit.cluster.SseReader;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Access tokens: good on every node at once, dead on every node at once, and never made by others. */
final class AccessTokensClusterIT {

    private static final Duration WATCH_ENDS_MAX = Duration.ofSeconds(5);

    @RegisterExtension
    static final ClusterExtension CLUSTER = ClusterExtension.of(3);

    /** How a session ends. */
    enum End {
        LOGOUT {
            @Override
            void bring(Visitors visitors, Account account, Tokens tokens) {
                visitors.post(1, tokens.access(), Visitors.AUTH + "/logout", "").expect(204);
            }
        },
        PASSWORD_CHANGE {
            @Override
            void bring(Visitors visitors, Account account, Tokens tokens) {
                Tokens other = visitors.signIn(2, account);
                visitors.post(
                                1,
                                other.access(),
                                Visitors.AUTH + "/password",
                                "{\"current\":\"%s\",\"new\":\"%s\"}"
                                        .formatted(account.password(), Visitors.newPassword()))
                        .expect(204);
            }
        },
        PASSWORD_SET_BY_ADMINISTRATOR {
            @Override
            void bring(Visitors visitors, Account account, Tokens tokens) {
                visitors.admin(1)
                        .put(
                                Visitors.USERS + "/" + account.id() + "/password",
                                "{\"password\":\"%s\"}".formatted(Visitors.newPassword()))
                        .expect(200);
            }
        },
        REVOKED_BY_ITS_USER {
            @Override
            void bring(Visitors visitors, Account account, Tokens tokens) {
                String session = visitors.get(0, tokens.access(), Visitors.ME)
                        .expect(200)
                        .json()
                        .path("session")
                        .path("id")
                        .asString();
                Tokens other = visitors.signIn(2, account);
                visitors.send(1, other.access(), "DELETE", Visitors.AUTH + "/sessions/" + session, "")
                        .expect(204);
            }
        },
        REVOKED_BY_ADMINISTRATOR {
            @Override
            void bring(Visitors visitors, Account account, Tokens tokens) {
                visitors.admin(1)
                        .delete("/api/v1/security/sessions/" + account.id())
                        .expect(204);
            }
        },
        USER_DISABLED {
            @Override
            void bring(Visitors visitors, Account account, Tokens tokens) {
                visitors.admin(1)
                        .send(
                                "PATCH",
                                Visitors.USERS + "/" + account.id(),
                                Map.of("Content-Type", "application/merge-patch+json"),
                                "{\"status\":\"disabled\"}")
                        .expect(200);
            }
        },
        USER_DELETED {
            @Override
            void bring(Visitors visitors, Account account, Tokens tokens) {
                visitors.admin(1).delete(Visitors.USERS + "/" + account.id()).expect(204);
            }
        };

        abstract void bring(Visitors visitors, Account account, Tokens tokens);
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void aTokenIsGoodOnEveryNodeAtOnceAndDeadOnEveryNodeAtOnce(End end) {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        String name = end.name().toLowerCase(Locale.ROOT).replace('_', '-');
        Treasure treasure = visitors.treasure(name);
        Account account = visitors.create("who-" + name);
        treasure.grant(account, "editor");
        Tokens tokens = visitors.signIn(0, account);
        visitors.assertAlive(tokens.access());
        for (int node : visitors.nodes()) {
            treasure.changeBy(node, tokens.access());
        }

        end.bring(visitors, account, tokens);
        // All doors are tried before anything else is, so that none has time to hear of it otherwise.
        treasure.assertRefused(tokens.access(), 401, 401, "after " + end);
        visitors.assertDead(tokens, "after " + end);
    }

    @Test
    void aRoleThatIsTakenAwayIsGoneWithTheNextRequestOnEveryNode() {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        Treasure treasure = visitors.treasure("roles");
        Account account = visitors.create("demoted");
        treasure.grant(account, "editor");
        Tokens tokens = visitors.signIn(0, account);
        treasure.changeBy(2, tokens.access());

        treasure.grant(account, "viewer");
        treasure.assertRefused(tokens.access(), 200, 403, "as a viewer");
        visitors.admin(1).delete(treasure.member(account)).expect(204);
        treasure.assertRefused(tokens.access(), 404, 404, "without a role");
        for (int node : visitors.nodes()) {
            Reply hidden = visitors.get(node, tokens.access(), treasure.project());
            Reply missing = visitors.get(node, tokens.access(), "/api/v1/projects/nowhere");
            assertThat(hidden.status()).isEqualTo(404);
            assertThat(hidden.json().path("detail").asString().replace("roles", "nowhere"))
                    .as("nothing tells a hidden project from none")
                    .isEqualTo(missing.json().path("detail").asString());
        }
        visitors.assertAlive(tokens.access());
    }

    @Test
    void aServiceTokenIsDeadOnEveryNodeOnceItIsRevoked() {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        Treasure treasure = visitors.treasure("services");
        String token = visitors.admin(0)
                .post(treasure.project() + "/tokens", "{\"key\":\"robot\",\"role\":\"editor\"}")
                .expect(201)
                .json()
                .path("token")
                .asString();
        for (int node : visitors.nodes()) {
            treasure.changeBy(node, token);
        }
        visitors.admin(2).delete(treasure.project() + "/tokens/robot").expect(204);
        treasure.assertRefused(token, 401, 401, "after it was revoked");
    }

    @ParameterizedTest
    @EnumSource(
            value = End.class,
            names = {"LOGOUT", "PASSWORD_CHANGE", "USER_DISABLED", "USER_DELETED"})
    void anOpenWatchEndsSoonAfterItsSession(End end) {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        String name = "watch-" + end.name().toLowerCase(Locale.ROOT).replace('_', '-');
        Treasure treasure = visitors.treasure(name);
        Account account = visitors.create("who-" + name);
        treasure.grant(account, "viewer");
        Tokens tokens = visitors.signIn(0, account);
        List<SseReader> watches = watches(visitors, treasure, tokens);

        end.bring(visitors, account, tokens);
        assertEnded(watches, end.toString());
    }

    @Test
    void anOpenWatchEndsSoonAfterItsRole() {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        Treasure treasure = visitors.treasure("watch-role");
        Account account = visitors.create("who-watch-role");
        treasure.grant(account, "viewer");
        List<SseReader> watches = watches(visitors, treasure, visitors.signIn(0, account));

        visitors.admin(1).delete(treasure.member(account)).expect(204);
        assertEnded(watches, "a role taken away");
    }

    /** One on every node. */
    private static List<SseReader> watches(Visitors visitors, Treasure treasure, Tokens tokens) {
        List<SseReader> watches = new ArrayList<>();
        for (int node : visitors.nodes()) {
            watches.add(visitors.watch(node, tokens.access(), treasure.project() + "/watch")
                    .orElseThrow());
        }
        return watches;
    }

    private static void assertEnded(List<SseReader> watches, String why) {
        long from = System.nanoTime();
        for (SseReader watch : watches) {
            Duration left = WATCH_ENDS_MAX.minusNanos(System.nanoTime() - from);
            assertThat(watch.next("nothing of this type", left)).isEmpty();
            watch.close();
        }
        System.out.printf("watches ended %d ms after %s%n", (System.nanoTime() - from) / 1_000_000, why);
    }

    @Test
    void aForgedTokenOpensNothingOnAnyNode() throws GeneralSecurityException {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        Treasure treasure = visitors.treasure("forged");
        Account account = visitors.create("forger");
        treasure.grant(account, "editor");
        Tokens tokens = visitors.signIn(0, account);
        Forgery forgery = new Forgery(tokens.access());
        JsonNode publicKey = visitors.admin(0)
                .get("/.well-known/jwks.json")
                .expect(200)
                .json()
                .path("keys")
                .get(0);
        assertThat(publicKey.path("kid").asString()).isEqualTo(forgery.kid());
        String before = treasure.state();

        Map<String, String> forged = forgery.all(publicKey);
        forged.forEach((how, token) -> {
            for (int node : visitors.nodes()) {
                assertThat(visitors.get(node, token, Visitors.ME).status())
                        .as("%s, read on node %d", how, node)
                        .isEqualTo(401);
                assertThat(treasure.steal(node, token).status())
                        .as("%s, write on node %d", how, node)
                        .isEqualTo(401);
            }
        });
        treasure.assertRefused(tokens.refresh(), 401, 401, "with a refresh token");
        assertThat(treasure.state()).isEqualTo(before);
        visitors.assertAlive(tokens.access());
        System.out.printf("forged access tokens: %d kinds refused on each node%n", forged.size());
    }

    @Test
    void aTokenCountsInOneAuthorizationHeaderOnly() {
        Visitors visitors = new Visitors(CLUSTER.cluster());
        Treasure treasure = visitors.treasure("headers");
        Account account = visitors.create("header");
        treasure.grant(account, "editor");
        String token = visitors.signIn(0, account).access();
        String before = treasure.state();
        for (int node : visitors.nodes()) {
            ApiClient twice = new ApiClient(visitors.admin(node).base(), () -> token);
            assertThat(twice.get(Visitors.ME, Map.of("Authorization", "Bearer " + token))
                            .status())
                    .as("two of them")
                    .isEqualTo(401);
            for (String query : List.of("access_token=", "token=", "authorization=Bearer%20")) {
                String path = treasure.config() + "?" + query + token;
                assertThat(visitors.send(node, Map.of(), "GET", path, "").status())
                        .isEqualTo(401);
                assertThat(visitors.send(node, Map.of(), "PUT", path, "{}").status())
                        .isEqualTo(401);
            }
            for (String name : List.of("access_token", "token", "Authorization", "session")) {
                Map<String, String> cookie = Map.of("Cookie", name + "=" + token);
                assertThat(visitors.send(node, cookie, "GET", Visitors.ME, "").status())
                        .isEqualTo(401);
            }
            for (String scheme : List.of("Basic ", "Token ", "", "Bearer  ", "Bearer")) {
                Map<String, String> other = Map.of("Authorization", scheme + token);
                assertThat(visitors.send(node, other, "GET", Visitors.ME, "").status())
                        .as("scheme '%s'", scheme)
                        .isEqualTo(401);
            }
            for (String name : List.of("X-Authorization", "Proxy-Authorization", "X-Forwarded-User", "X-User")) {
                Map<String, String> other = Map.of(name, "Bearer " + token);
                assertThat(visitors.send(node, other, "GET", Visitors.ME, "").status())
                        .as(name)
                        .isEqualTo(401);
            }
            for (String scheme : List.of("bearer ", "BEARER ", "Bearer ")) {
                // RFC 9110, 11.1: the name of a scheme has no case.
                Map<String, String> same = Map.of("Authorization", scheme + token);
                assertThat(visitors.send(node, same, "GET", Visitors.ME, "").status())
                        .as("scheme '%s'", scheme)
                        .isEqualTo(200);
            }
        }
        assertThat(treasure.state()).isEqualTo(before);
    }
}
