package io.cfguardian.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.http.fixture.Api;
import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.Contract;
import io.cfguardian.http.fixture.RawHttp;
import io.cfguardian.http.fixture.TestNode;
import io.cfguardian.http.guard.AllowedHosts;
import io.cfguardian.http.guard.CrossOrigins;
import io.cfguardian.http.guard.Exposure;
import io.cfguardian.http.guard.Network;
import io.cfguardian.http.guard.TrustedProxies;
import io.cfguardian.http.quota.Quota;
import io.cfguardian.http.quota.Rate;
import io.cfguardian.http.quota.RateSettings;
import io.cfguardian.http.quota.Rates;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class RateLimitsIT {

    private static final Rate OFF = Rate.perMinute(0);
    private static final Rate THREE = Rate.perMinute(3);
    private static final String BEARER = "Authorization: Bearer " + TestNode.TOKEN + "\r\n";

    private static HttpSettings only(Quota quota) {
        return TestNode.settings()
                .with(RateSettings.alone(new Rates(
                        quota == Quota.ADDRESS ? THREE : OFF,
                        quota == Quota.LOGIN ? THREE : OFF,
                        quota == Quota.REGISTER ? THREE : OFF,
                        quota == Quota.REFRESH ? THREE : OFF,
                        quota == Quota.CREDENTIAL ? THREE : OFF)));
    }

    private static RawHttp.Response send(TestNode node, String method, String path, String headers) throws IOException {
        try (RawHttp http = new RawHttp(node.port())) {
            String length = method.equals("POST") ? "Content-Length: 0\r\n" : "";
            return http.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + length + headers + "\r\n")
                    .receive(method);
        }
    }

    @Test
    void anAddressThatAsksTooOftenIsRefusedAndToldWhenToComeBack() throws IOException {
        try (TestNode node = new TestNode(only(Quota.ADDRESS))) {
            for (int left = 2; left >= 0; left--) {
                RawHttp.Response answer = send(node, "GET", Api.PROJECTS, BEARER);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"address\";q=3;w=60");
                assertThat(answer.header("RateLimit")).startsWith("\"address\";r=" + left + ";t=");
            }
            RawHttp.Response refused = send(node, "GET", Api.PROJECTS, BEARER);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 20);
            assertThat(refused.header("RateLimit")).isEqualTo("\"address\";r=0;t=60");
            assertThat(Contract.SERVED.faults("GET", Api.PROJECTS, refused)).isEmpty();
            var problem = JsonMapper.shared().readTree(refused.text());
            assertThat(problem.at("/type").asString()).isEqualTo("/problems/rate-limited");
            assertThat(problem.at("/limit").asString()).isEqualTo("address");
            assertThat(problem.at("/max").asInt()).isEqualTo(3);
            assertThat(node.rateLimits().exceeded(Quota.ADDRESS)).isEqualTo(1);
        }
    }

    @Test
    void refusedRequestsWriteNothing() throws IOException {
        try (TestNode node = new TestNode(only(Quota.CREDENTIAL))) {
            Client client = new Client(node.port());
            for (int i = 0; i < 3; i++) {
                client.post(Api.PROJECTS)
                        .json("{\"key\":\"p" + i + "\"}")
                        .send()
                        .is(201);
            }
            long before = node.revision();
            client.post(Api.PROJECTS).json("{\"key\":\"p9\"}").send().isProblem(429, "rate-limited");
            assertThat(node.revision()).isEqualTo(before);
        }
    }

    @Test
    void probesAreNotCounted() throws IOException {
        try (TestNode node = new TestNode(only(Quota.ADDRESS))) {
            for (int i = 0; i < 20; i++) {
                assertThat(send(node, "GET", i % 2 == 0 ? "/live" : "/ready", "")
                                .status())
                        .isEqualTo(200);
            }
            assertThat(send(node, "GET", Api.PROJECTS, BEARER).status()).isEqualTo(200);
        }
    }

    @Test
    void guessedTokensCountForTheAddress() throws IOException {
        try (TestNode node = new TestNode(only(Quota.ADDRESS))) {
            for (int i = 0; i < 3; i++) {
                assertThat(send(node, "GET", Api.PROJECTS, "Authorization: Bearer guess-" + i + "\r\n")
                                .status())
                        .isEqualTo(401);
            }
            assertThat(send(node, "GET", Api.PROJECTS, BEARER).status()).isEqualTo(429);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LOGIN, /api/v1/auth/login",
        "LOGIN, /api/v1/auth/mfa/verify",
        "REGISTER, /api/v1/auth/register",
        "REFRESH, /api/v1/auth/refresh",
    })
    void attemptsToGetInAreCountedByAddressWhateverBecomesOfThem(Quota quota, String path) throws IOException {
        try (TestNode node = new TestNode(only(quota))) {
            for (int i = 0; i < 3; i++) {
                assertThat(send(node, "POST", path, "X-Forwarded-For: 192.0.2." + i + "\r\n")
                                .status())
                        .isNotEqualTo(429);
            }
            RawHttp.Response refused =
                    send(node, "POST", path, "X-Forwarded-For: 192.0.2.77\r\nForwarded: for=192.0.2.78\r\n");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.text()).contains("\"limit\":\"" + quota.slug() + "\"");
            assertThat(send(node, "GET", Api.PROJECTS, BEARER).status()).isEqualTo(200);
            assertThat(send(node, "GET", path, BEARER).status()).isNotEqualTo(429);
        }
    }

    @Test
    void clientsBehindATrustedProxyAreCountedApartAndAnIpv6NetworkAsOne() throws IOException {
        Exposure behindProxy = new Exposure(
                new TrustedProxies(List.of(Network.parse("127.0.0.1"))), AllowedHosts.ANY, CrossOrigins.NONE);
        try (TestNode node = new TestNode(only(Quota.ADDRESS).with(behindProxy))) {
            for (int i = 0; i < 3; i++) {
                assertThat(proxied(node, "192.0.2.1")).isEqualTo(200);
                assertThat(proxied(node, "2001:db8:0:1::" + i)).isEqualTo(200);
            }
            assertThat(proxied(node, "192.0.2.1")).isEqualTo(429);
            assertThat(proxied(node, "6.6.6.6, 192.0.2.1")).isEqualTo(429);
            assertThat(proxied(node, "192.0.2.2")).isEqualTo(200);
            assertThat(proxied(node, "2001:db8:0:1:ffff::9")).isEqualTo(429);
            assertThat(proxied(node, "2001:db8:0:2::9")).isEqualTo(200);
        }
    }

    private static int proxied(TestNode node, String client) throws IOException {
        return send(node, "GET", Api.PROJECTS, BEARER + "X-Forwarded-For: " + client + "\r\n")
                .status();
    }

    @Test
    void somebodyHearsOfEveryRefusal() throws IOException {
        record Heard(String requestId, String client, Quota quota) {}
        Queue<Heard> heard = new ConcurrentLinkedQueue<>();
        GateEvents events = (exchange, quota) -> heard.add(
                new Heard(exchange.requestId(), exchange.sender().address().toString(), quota));
        try (TestNode node = new TestNode(only(Quota.CREDENTIAL), events)) {
            for (int i = 0; i < 4; i++) {
                send(node, "GET", Api.PROJECTS, BEARER + "X-Request-Id: r-" + i + "\r\n");
            }
        }
        assertThat(heard).containsExactly(new Heard("r-3", "127.0.0.1", Quota.CREDENTIAL));
    }

    @Test
    void aThousandRequestsGetExactlyWhatTheRateAllows() {
        try (TestNode node = new TestNode(only(Quota.ADDRESS))) {
            long served = java.util.stream.IntStream.range(0, 1_000)
                    .parallel()
                    .filter(i -> {
                        try {
                            return send(node, "GET", Api.PROJECTS, BEARER).status() == 200;
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .count();
            assertThat(served).isEqualTo(3);
            assertThat(node.rateLimits().exceeded(Quota.ADDRESS)).isEqualTo(997);
        }
    }
}
