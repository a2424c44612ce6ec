package io.cfguardian.http.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.http.fixture.RawHttp;
import io.cfguardian.http.fixture.TestNode;
import io.cfguardian.http.guard.AllowedHosts;
import io.cfguardian.http.guard.AllowedHosts.Host;
import io.cfguardian.http.guard.CrossOrigins;
import io.cfguardian.http.guard.Exposure;
import io.cfguardian.http.guard.TrustedProxies;
import io.cfguardian.http.server.HttpSettings;
import io.cfguardian.http.tls.Transport.Encrypted;
import io.cfguardian.testkit.tls.TestKey;
import io.cfguardian.tls.KeySource.Pkcs12File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The plain port beside the encrypted one. */
@TestInstance(Lifecycle.PER_CLASS)
class RedirectIT {

    private final TestNode node;

    RedirectIT(@TempDir Path directory) {
        node = new TestNode(redirecting(directory));
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private static HttpSettings redirecting(Path directory) {
        TestKey pair = TestKey.make(TestKey.Kind.EC, directory);
        return TestNode.settings()
                .with(new Encrypted(
                        new Pkcs12File(pair.pkcs12(), TestKey.PASSWORD), Duration.ofMinutes(1), OptionalInt.of(0)))
                .with(new Exposure(
                        TrustedProxies.NONE,
                        new AllowedHosts(List.of(Host.parse("localhost"), Host.parse("cfg.example.org:443"))),
                        CrossOrigins.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/projects?limit=5&x=%20, localhost, 301",
        "HEAD, /live, localhost, 301",
        "POST, /api/v1/projects, localhost:8080, 308",
        "DELETE, /a, LOCALHOST, 308",
    })
    void thePlainPortRedirectsToTheSamePathUnderAListedName(String method, String path, String host, int status)
            throws Exception {
        try (RawHttp http = new RawHttp(node.redirectPort())) {
            RawHttp.Response answer = http.send(method + " " + path + " HTTP/1.1\r\nHost: " + host
                            + "\r\nX-Forwarded-Host: evil.org\r\nContent-Length: 0\r\n\r\n")
                    .receive(method);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Location")).isEqualTo("https://localhost:" + node.port() + path);
            assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(answer.headers()).doesNotContainKey("strict-transport-security");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.org", "localhost.evil.org", "evil.org:80", "127.0.0.1"})
    void thePlainPortRedirectsToNoNameThatIsNotListed(String host) throws Exception {
        try (RawHttp http = new RawHttp(node.redirectPort())) {
            RawHttp.Response answer =
                    http.send("GET /x HTTP/1.1\r\nHost: " + host + "\r\n\r\n").receive("GET");
            assertThat(answer.status()).isEqualTo(421);
            assertThat(answer.headers()).doesNotContainKey("location");
            assertThat(answer.text()).doesNotContain("evil");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.org/x", "/a\\b", "/%0d%0aLocation:%20x", "http://evil.org/", "/a b"})
    void aTargetThatMayMeanAnotherHostIsNotRedirected(String target) throws Exception {
        try (RawHttp http = new RawHttp(node.redirectPort())) {
            RawHttp.Response answer = http.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .receive("GET");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.headers()).doesNotContainKey("location");
        }
    }

    @Test
    void aListedPortIsTheOneThatIsRedirectedTo() throws Exception {
        try (RawHttp http = new RawHttp(node.redirectPort())) {
            RawHttp.Response answer = http.send("GET /x HTTP/1.1\r\nHost: cfg.example.org\r\n\r\n")
                    .receive("GET");
            assertThat(answer.header("Location")).isEqualTo("https://cfg.example.org/x");
        }
    }
}
