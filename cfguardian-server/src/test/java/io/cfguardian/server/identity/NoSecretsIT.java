package io.cfguardian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people and services prove with who they are is in no file of a node, and in no answer but the one that hands it out. */
final class NoSecretsIT {

    private static final Duration SNAPSHOT_MAX = Duration.ofMinutes(1);
    private static final int FILLING = 40;
    private static final int FILLING_CHARS = 4_000;
    private static final String PEOPLE = "@people.example";

    private final Needles secrets = new Needles();

    /** Every answer that shall hold no secret. */
    private final List<Reply> answers = new ArrayList<>();

    @Test
    void noSecretIsWhereItDoesNotBelong() throws IOException {
        String master = "M-" + UUID.randomUUID() + UUID.randomUUID();
        secrets.add("the master secret", master);
        Map<String, String> settings = Map.of(
                "CFGUARDIAN_SECRETS_MASTER", master,
                "CFGUARDIAN_LIMITS_RATE_REFRESH", "0",
                "CFGUARDIAN_LOG_LEVEL", "debug",
                "CFGUARDIAN_RAFT_SNAPSHOT_LOG_BYTES", "64KiB");
        try (ProcessCluster cluster = ProcessCluster.start(3, settings)) {
            Visitors visitors = new Visitors(cluster);
            logEverything(visitors);
            secrets.add("the administrator's password", cluster.password())
                    .addSigned("the administrator's token", cluster.token());
            // Random as secrets are, so that what hides them would hide it.
            Treasure treasure = visitors.treasure("p" + UUID.randomUUID());
            Account account = visitors.create("u" + UUID.randomUUID());
            treasure.grant(account, "editor");
            signInAndOn(visitors, treasure, account);
            prove(visitors, account);
            serve(visitors, treasure);
            String export =
                    visitors.admin(0).get("/api/v1/audit/export").expect(200).body();
            fillUntilSnapshots(cluster, visitors, treasure);
            for (int node : visitors.nodes()) {
                cluster.stop(node);
            }
            search(cluster, visitors, treasure, account, export);
        }
    }

    /** All that can be had of the log while a node runs. */
    private static void logEverything(Visitors visitors) {
        for (int node : visitors.nodes()) {
            for (String body : List.of(
                    "{\"logger\":\"ROOT\",\"level\":\"info\"}", "{\"logger\":\"io.cfguardian\",\"level\":\"trace\"}")) {
                visitors.admin(node).post("/api/v1/cluster/log-levels", body).expect(200);
            }
        }
    }

    /** An answer that shall hold no secret. */
    private Reply noted(int status, Reply reply) {
        answers.add(reply);
        assertThat(reply.status()).as("%s", reply).isEqualTo(status);
        return reply;
    }

    private Tokens kept(String name, Tokens tokens) {
        secrets.addSigned("the access token " + name, tokens.access());
        secrets.addOpaque("the refresh token " + name, tokens.refresh());
        return tokens;
    }

    private void signInAndOn(Visitors visitors, Treasure treasure, Account account) {
        secrets.add("a password", account.password());
        Account wrong = account.withPassword(Visitors.newPassword());
        secrets.add("a wrong password", wrong.password());
        noted(401, visitors.login(0, wrong));
        // As people do who are in the wrong field.
        Account swapped = new Account("nobody", /* email= */ wrong.password(), /* password= */ wrong.email());
        noted(401, visitors.login(1, swapped));
        noted(
                400,
                visitors.send(
                        1,
                        Map.of(),
                        "POST",
                        Visitors.AUTH + "/login",
                        "{\"email\":\"a\",\"password\":\"" + wrong.password()));
        noted(
                400,
                visitors.send(
                        2,
                        Map.of(),
                        "POST",
                        Visitors.AUTH + "/login",
                        "{\"mail\":\"%s\",\"password\":\"%s\"}".formatted(account.email(), wrong.password())));
        noted(
                400,
                visitors.send(
                        2,
                        Map.of(),
                        "POST",
                        Visitors.AUTH + "/login",
                        "{\"email\":7,\"password\":[\"%s\"]}".formatted(wrong.password())));
        Tokens first = kept("one", visitors.signIn(0, account));
        Tokens second = kept("two", Tokens.of(visitors.refresh(1, first.refresh())));
        for (int node : visitors.nodes()) {
            noted(200, visitors.get(node, second.access(), Visitors.ME));
            noted(200, visitors.get(node, second.access(), Visitors.AUTH + "/sessions"));
            noted(200, visitors.get(node, second.access(), treasure.config()));
            noted(
                    401,
                    visitors.send(
                            node,
                            Map.of("Cookie", "token=" + second.access()),
                            "GET",
                            Visitors.ME + "?access_token=" + second.access(),
                            ""));
            noted(401, visitors.get(node, second.access() + "x", Visitors.ME));
        }
        noted(401, visitors.refresh(2, first.refresh()));
        noted(401, visitors.get(0, second.access(), Visitors.ME));
    }

    private void prove(Visitors visitors, Account account) {
        Tokens tokens = kept("three", visitors.signIn(2, account));
        Phone phone = Phone.setUp(visitors, tokens.access());
        secrets.add("the secret of the codes", phone.enrolled())
                .add("its bytes", phone.app().secret());
        phone.recoveryCodes().forEach(code -> {
            secrets.add("the recovery code " + phone.recoveryCodes().indexOf(code), code);
            secrets.add("the same without dashes " + phone.recoveryCodes().indexOf(code), code.replace("-", ""));
            secrets.add(
                    "the same in small letters " + phone.recoveryCodes().indexOf(code),
                    code.replace("-", "").toLowerCase(Locale.ROOT));
        });
        String challenge = Phone.challenge(visitors, 0, account);
        secrets.addSigned("a challenge", challenge);
        noted(401, visitors.verify(1, challenge, phone.app().wrong()));
        noted(401, visitors.get(1, challenge, Visitors.ME));
        kept("four", Tokens.of(visitors.verify(2, challenge, phone.app().next())));
        String again = Phone.challenge(visitors, 1, account);
        secrets.addSigned("another challenge", again);
        kept("five", Tokens.of(visitors.verify(0, again, phone.recoveryCodes().getFirst())));
        changePassword(visitors, account, tokens);
    }

    private void changePassword(Visitors visitors, Account account, Tokens tokens) {
        String next = Visitors.newPassword();
        String tooShort = "Qz7" + UUID.randomUUID().toString().substring(0, 7);
        secrets.add("the next password", next).add("a short password", tooShort);
        String change = "{\"current\":\"%s\",\"new\":\"%s\"}";
        String path = Visitors.AUTH + "/password";
        noted(403, visitors.post(0, tokens.access(), path, change.formatted(next, account.password())));
        noted(422, visitors.post(1, tokens.access(), path, change.formatted(account.password(), tooShort)));
        noted(204, visitors.post(2, tokens.access(), path, change.formatted(account.password(), next)));
        String set = Visitors.newPassword();
        secrets.add("the password set by the administrator", set);
        noted(
                200,
                visitors.admin(1)
                        .put(
                                Visitors.USERS + "/" + account.id() + "/password",
                                "{\"password\":\"%s\"}".formatted(set)));
        noted(401, visitors.login(2, account));
    }

    private void serve(Visitors visitors, Treasure treasure) {
        String tokens = treasure.project() + "/tokens";
        String one = visitors.admin(0)
                .post(tokens, "{\"key\":\"robot\",\"role\":\"viewer\"}")
                .expect(201)
                .json()
                .path("token")
                .asString();
        secrets.addOpaque("a service token", one);
        noted(200, visitors.get(1, one, treasure.config()));
        noted(403, treasure.steal(2, one));
        String two = visitors.admin(1)
                .post(tokens + "/robot/rotate", "{}")
                .expect(200)
                .json()
                .path("token")
                .asString();
        secrets.addOpaque("a rotated service token", two);
        for (int node : visitors.nodes()) {
            noted(200, visitors.get(node, two, treasure.config()));
            noted(200, visitors.admin(node).get(tokens));
            noted(200, visitors.admin(node).get(tokens + "/robot"));
            for (String path : List.of(
                    "/api/v1/users?limit=500",
                    "/api/v1/audit?limit=500",
                    "/api/v1/audit/export",
                    "/api/v1/security/events?limit=500",
                    "/api/v1/security/sessions",
                    "/api/v1/security/alerts",
                    "/api/v1/security/metrics",
                    "/.well-known/jwks.json",
                    "/api/v1/cluster",
                    "/health",
                    "/ready")) {
                noted(200, visitors.admin(node).get(path));
            }
        }
    }

    /** Some of the log becomes snapshots and tables. */
    private static void fillUntilSnapshots(ProcessCluster cluster, Visitors visitors, Treasure treasure) {
        for (int i = 0; i < FILLING; i++) {
            String value = "{\"a\":\"%s\"}".formatted("x".repeat(FILLING_CHARS));
            visitors.admin(i % 3).put(treasure.config() + "-" + i, value).expect(201);
        }
        for (int node : visitors.nodes()) {
            await("a snapshot of node " + node).atMost(SNAPSHOT_MAX).until(() -> hasSnapshot(cluster.data(node)));
        }
    }

    private static boolean hasSnapshot(Path data) {
        try (Stream<Path> files = Files.walk(data)) {
            return files.anyMatch(file -> file.getFileName().toString().matches("snapshot_\\d+"));
        } catch (IOException | UncheckedIOException movedMeanwhile) {
            return false;
        }
    }

    private void search(ProcessCluster cluster, Visitors visitors, Treasure treasure, Account account, String export) {
        Needles known = new Needles().add("the project", treasure.key()).add("the user", account.id());
        Needles people =
                new Needles().add("an e-mail address", PEOPLE).add("the administrator's", ProcessCluster.EMAIL);
        for (int node : visitors.nodes()) {
            Path data = cluster.data(node);
            Path home = data.resolveSibling("");
            assertThat(known.below(data).values().stream().flatMap(List::stream).distinct())
                    .as("the search finds what is there")
                    .hasSize(known.size());
            assertThat(people.below(data)).as("and e-mail addresses too").isNotEmpty();
            assertThat(secrets.below(home))
                    .as("secrets in the files of node %d", node)
                    .isEmpty();
            assertThat(secrets.in(cluster.log(node)))
                    .as("secrets in the log of node %d", node)
                    .isEmpty();
            assertThat(known.in(cluster.log(node)))
                    .as("the log tells something")
                    .isNotEmpty();
            assertThat(cluster.log(node))
                    .as("who changed what is logged")
                    .contains("io.cfguardian logs at TRACE from now on, until this node stops; changed by user:");
            assertThat(people.in(cluster.log(node)))
                    .as("e-mail addresses in the log of node %d", node)
                    .isEmpty();
        }
        assertThat(known.in(export)).hasSize(known.size());
        assertThat(people.in(export)).as("e-mail addresses in the journal").isEmpty();
        for (Reply answer : answers) {
            String all = answer.headers().map() + answer.body();
            assertThat(secrets.in(all))
                    .as("secrets in an answer of status %d", answer.status())
                    .isEmpty();
            if (answer.status() >= 400) {
                assertThat(people.in(all)).as("e-mail addresses in a problem").isEmpty();
            }
        }
        System.out.printf(
                "secrets: %d looked for in %d answers and all files of %d nodes, none found%n",
                secrets.size(), answers.size(), cluster.size());
    }
}
