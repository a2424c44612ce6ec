package io.cfguardian.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cfguardian.http.fixture.Contract;
import io.cfguardian.http.fixture.RawHttp;
import io.cfguardian.http.fixture.TestNode;
import io.cfguardian.http.guard.AllowedHosts;
import io.cfguardian.http.guard.AllowedHosts.Host;
import io.cfguardian.http.guard.CrossOrigins;
import io.cfguardian.http.guard.Exposure;
import io.cfguardian.http.guard.Network;
import io.cfguardian.http.guard.TrustedProxies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whom a node believes about a client, which names it answers to, and whose pages may read its answers. */
@TestInstance(Lifecycle.PER_CLASS)
class ExposureIT {

    private static final String ORIGIN = "https://console.example.org";
    private static final String BEARER = "Authorization: Bearer " + TestNode.TOKEN + "\r\n";
    private static final Exposure EXPOSURE = new Exposure(
            new TrustedProxies(List.of(Network.parse("127.0.0.1"))),
            new AllowedHosts(List.of(Host.parse("localhost"), Host.parse("cfg.example.org:8080"))),
            new CrossOrigins(Set.of(ORIGIN)));

    private final TestNode node = new TestNode(TestNode.settings().with(EXPOSURE));

    @AfterAll
    void stop() {
        node.close();
    }

    private RawHttp.Response send(String method, String path, String host, String headers) throws IOException {
        return send(node, method, path, host, headers);
    }

    private static RawHttp.Response send(TestNode node, String method, String path, String host, String headers)
            throws IOException {
        try (RawHttp http = new RawHttp(node.port())) {
            return http.send(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n")
                    .receive(method);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example.org",
                "localhost.evil.org",
                "evil-localhost",
                "cfg.example.org",
                "cfg.example.org:8081",
                "127.0.0.1",
                "[::1]",
                "localhost.",
            })
    void aRequestForAnotherHostIsMisdirected(String host) throws IOException {
        RawHttp.Response answer = send("GET", "/api/v1/projects", host, BEARER);
        assertThat(answer.status()).isEqualTo(421);
        assertThat(answer.text()).contains("/problems/misdirected-request").doesNotContain("evil");
        assertThat(Contract.SERVED.faults("GET", "/api/v1/projects", answer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:99", "cfg.example.org:8080"})
    void aRequestForAKnownNameIsServed(String host) throws IOException {
        assertThat(send("GET", "/api/v1/projects", host, BEARER).status()).isEqualTo(200);
    }

    @Test
    void anotherNameInOtherFieldsChangesNothing() throws IOException {
        RawHttp.Response created;
        try (RawHttp http = new RawHttp(node.port())) {
            created = http.send(
                            "POST /api/v1/projects HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Host: evil.example.org\r\n"
                                    + "X-Host: evil.example.org\r\nContent-Type: application/json\r\nContent-Length: 14\r\n"
                                    + BEARER
                                    + "\r\n{\"key\":\"shop\"}")
                    .receive("POST");
        }
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/api/v1/projects/shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/live", "/ready"})
    void probesComeByWhateverName(String path) throws IOException {
        assertThat(send("GET", path, "10.1.2.3:8080", "").status()).isEqualTo(200);
    }

    @Test
    void aPageOfAListedOriginMayReadAnswers() throws IOException {
        RawHttp.Response answer = send("GET", "/api/v1/projects", "localhost", BEARER + "Origin: " + ORIGIN + "\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("ETag", "Cfg-Revision");
        assertThat(answer.headers()).doesNotContainKey("access-control-allow-credentials");
        assertThat(answer.header("Vary")).contains("Origin");
    }

    @Test
    void aPreflightOfAListedOriginNeedsNoTokenAndGoesNoFurther() throws IOException {
        RawHttp.Response answer = send(
                "OPTIONS",
                "/api/v1/projects",
                "localhost",
                "Origin: " + ORIGIN + "\r\nAccess-Control-Request-Method: PUT\r\n");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("PUT");
        assertThat(answer.header("Access-Control-Allow-Headers")).contains("Authorization", "If-Match");
        assertThat(Integer.parseInt(answer.header("Access-Control-Max-Age"))).isBetween(1, 7200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "*",
                "https://console.example.org.evil.org",
                "https://evilconsole.example.org",
                "https://console.example.org:8443",
                "http://console.example.org",
                "https://CONSOLE.example.org",
                "https://console.example.org/",
                "https://console.example.org, https://evil.org",
                "https://console.example.org\r\nOrigin: https://evil.org",
            })
    void aPageOfAnyOtherOriginReadsNothing(String origin) throws IOException {
        RawHttp.Response answer = send("GET", "/api/v1/projects", "localhost", BEARER + "Origin: " + origin + "\r\n");
        assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
        assertThat(answer.header("Vary")).contains("Origin");
        RawHttp.Response preflight = send(
                "OPTIONS",
                "/api/v1/projects",
                "localhost",
                "Origin: " + origin + "\r\nAccess-Control-Request-Method: PUT\r\n");
        assertThat(preflight.status()).isEqualTo(401);
        assertThat(preflight.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    @Test
    void withoutASettingThereIsNoCors() throws IOException {
        try (TestNode closed = TestNode.start()) {
            RawHttp.Response answer =
                    send(closed, "GET", "/api/v1/projects", "localhost", BEARER + "Origin: " + ORIGIN + "\r\n");
            assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
            assertThat(answer.headers()).doesNotContainKey("vary");
        }
    }

    @Test
    void behindAProxyThatSpeaksHttpsBrowsersAreToldToStayWithIt() throws IOException {
        String https = "X-Forwarded-For: 192.0.2.9\r\nX-Forwarded-Proto: https\r\n";
        assertThat(send("GET", "/live", "localhost", https).header("Strict-Transport-Security"))
                .isEqualTo("max-age=63072000; includeSubDomains");
        assertThat(send("GET", "/live", "localhost", "").headers()).doesNotContainKey("strict-transport-security");
        try (TestNode alone = TestNode.start()) {
            assertThat(send(alone, "GET", "/live", "localhost", https).headers())
                    .doesNotContainKey("strict-transport-security");
        }
    }

    @Test
    void theLogHasTheClientsAddressAndNotTheOneItInvents() throws IOException {
        Logger log = (Logger) LoggerFactory.getLogger("io.cfguardian.http.access");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.list = Collections.synchronizedList(new ArrayList<>());
        Level before = log.getEffectiveLevel();
        log.setLevel(Level.INFO);
        lines.start();
        log.addAppender(lines);
        try (TestNode alone = TestNode.start()) {
            String spoof = "X-Forwarded-For: 6.6.6.6, 192.0.2.9\r\nX-Real-IP: 6.6.6.6\r\n";
            send("GET", "/live", "localhost", spoof + "X-Request-Id: proxied\r\n");
            send(alone, "GET", "/live", "localhost", spoof + "Forwarded: for=6.6.6.6\r\nX-Request-Id: direct\r\n");
            Awaitility.await().until(() -> client(lines, "proxied").equals("192.0.2.9"));
            Awaitility.await().until(() -> client(lines, "direct").equals("127.0.0.1"));
        } finally {
            log.detachAppender(lines);
            log.setLevel(before);
        }
    }

    private static String client(ListAppender<ILoggingEvent> lines, String requestId) {
        return List.copyOf(lines.list).stream()
                .map(ILoggingEvent::getKeyValuePairs)
                .filter(pairs -> pairs.stream().anyMatch(pair -> requestId.equals(pair.value)))
                .flatMap(List::stream)
                .filter(pair -> pair.key.equals("client"))
                .map(pair -> String.valueOf(pair.value))
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For: rubbish", "Forwarded: for=\"1.2.3.4", "X-Forwarded-Proto: gopher"})
    void aTrustedProxyThatSaysNothingIsTold(String header) throws IOException {
        RawHttp.Response answer = send("GET", "/api/v1/projects", "localhost", BEARER + header + "\r\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("/problems/malformed-request").doesNotContain("rubbish", "gopher");
    }
}
