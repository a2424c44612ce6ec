package io.cfguardian.identity.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.identity.port.EventReceiver.Reception;
import io.cfguardian.app.identity.port.EventReceiver.Refused;
import io.cfguardian.app.identity.port.EventReceiver.Taken;
import io.cfguardian.app.identity.port.EventReceiver.TooLarge;
import io.cfguardian.app.identity.port.EventReceiver.Unavailable;
import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.identity.webhook.ScriptedReceiver.Message;
import io.cfguardian.identity.webhook.WebhookSettings.Format;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receiver gets, and what its answers mean. */
class WebhookReceiverIT {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final SigningSecret SECRET = SigningSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final List<SecurityEvent> ONE = List.of(CloudEventsTest.event(7, Kind.LOGIN_FAILED));

    private ScriptedReceiver peer;

    @BeforeEach
    void listen() throws IOException {
        peer = ScriptedReceiver.start();
    }

    @AfterEach
    void hangUp() {
        peer.close();
    }

    private static WebhookSettings settings(URI url, Format format, Duration timeout) {
        return new WebhookSettings(url, format, "a-bearer-token", SECRET, List.of(), timeout, "cfguardian:test");
    }

    private static WebhookReceiver receiver(WebhookSettings settings) {
        return new WebhookReceiver(settings, () -> NOW);
    }

    private Reception deliver() throws InterruptedException {
        try (WebhookReceiver receiver = receiver(settings(peer.uri("/hook?key=k"), Format.SINGLE, PATIENCE))) {
            return receiver.deliver(ONE);
        }
    }

    @Test
    void anEventArrivesSignedAndWithTheToken() throws InterruptedException {
        assertThat(deliver()).isEqualTo(Taken.TAKEN);
        Message message = peer.messages.getFirst();
        assertThat(message.path()).isEqualTo("/hook?key=k");
        assertThat(message.body())
                .isEqualTo(
                        new String(new CloudEvents("cfguardian:test").single(ONE.getFirst()), StandardCharsets.UTF_8));
        assertThat(message.headers())
                .containsEntry("Content-Type", "application/cloudevents+json; charset=utf-8")
                .containsEntry("Authorization", "Bearer a-bearer-token")
                .containsEntry("webhook-id", "7-1795262400050")
                .containsEntry("webhook-timestamp", Long.toString(NOW.getEpochSecond()))
                .containsEntry(
                        "webhook-signature",
                        SECRET.sign(
                                "7-1795262400050",
                                NOW.getEpochSecond(),
                                message.body().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aBatchArrivesAsOneMessageThatIsTheSameAtEveryAttempt() throws InterruptedException {
        List<SecurityEvent> events = List.of(ONE.getFirst(), CloudEventsTest.event(8, Kind.ACCOUNT_LOCKED));
        try (WebhookReceiver receiver = receiver(settings(peer.uri("/"), Format.BATCH, PATIENCE))) {
            assertThat(receiver.eventsMax()).isEqualTo(100);
            receiver.deliver(events);
            receiver.deliver(events);
        }
        assertThat(peer.messages).hasSize(2);
        assertThat(peer.messages.getFirst()).isEqualTo(peer.messages.getLast());
        assertThat(peer.messages.getFirst().headers())
                .containsEntry("Content-Type", "application/cloudevents-batch+json; charset=utf-8")
                .containsEntry("webhook-id", "7-1795262400050-2");
    }

    @Test
    void withoutTokenAndSecretNeitherIsSent() throws InterruptedException {
        WebhookSettings open =
                new WebhookSettings(peer.uri("/"), Format.SINGLE, null, null, List.of(), PATIENCE, "cfguardian:test");
        try (WebhookReceiver receiver = receiver(open)) {
            assertThat(receiver.deliver(ONE)).isEqualTo(Taken.TAKEN);
        }
        assertThat(peer.messages.getFirst().headers()).doesNotContainKeys("Authorization", "webhook-signature");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void anyKindOfSuccessIsTaken(int status) throws InterruptedException {
        peer.answers.add(ScriptedReceiver.status(status));
        assertThat(deliver()).isEqualTo(Taken.TAKEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 400, 401, 403, 404, 410, 415, 422})
    void aNoIsARefusalAndARedirectIsNotFollowed(int status) throws InterruptedException {
        peer.answers.add(ScriptedReceiver.status(
                status, "Location", peer.uri("/elsewhere").toString()));
        assertThat(deliver()).isEqualTo(new Refused("status " + status));
        assertThat(peer.messages).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "408, 5, 5",
        "425, '', ",
        "429, 120, 120",
        "429, 'Sat, 21 Nov 2026 12:01:30 GMT', 90",
        "503, 'Sat, 21 Nov 2026 11:00:00 GMT', 0",
        "503, soon, ",
        "503, 999999999999, ",
        "503, -3, ",
        "500, '', ",
        "502, '', ",
        "504, '', "
    })
    void whatPassesIsTriedAgainWhenTheReceiverSays(int status, String retryAfter, Long seconds)
            throws InterruptedException {
        peer.answers.add(
                retryAfter.isEmpty()
                        ? ScriptedReceiver.status(status)
                        : ScriptedReceiver.status(status, "Retry-After", retryAfter));
        assertThat(deliver())
                .isEqualTo(new Unavailable("status " + status, seconds == null ? null : Duration.ofSeconds(seconds)));
    }

    @Test
    void tooMuchAtOnceIsToldApart() throws InterruptedException {
        peer.answers.add(ScriptedReceiver.status(413));
        assertThat(deliver()).isEqualTo(TooLarge.TOO_LARGE);
    }

    @Test
    void aShortBodyIsReadAndTheConnectionUsedAgain() throws InterruptedException {
        try (WebhookReceiver receiver = receiver(settings(peer.uri("/"), Format.SINGLE, PATIENCE))) {
            for (int i = 0; i < 5; i++) {
                peer.answers.add(ScriptedReceiver.body(200, "{\"ok\":true}".getBytes(StandardCharsets.UTF_8)));
                assertThat(receiver.deliver(ONE)).isEqualTo(Taken.TAKEN);
            }
        }
        assertThat(peer.connections).hasSize(1);
    }

    @Test
    void anEndlessBodyIsNotReadToItsEnd() throws InterruptedException {
        peer.answers.add(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = new byte[8 << 10];
            // Ends with an exception when the other side hangs up.
            while (true) {
                exchange.getResponseBody().write(chunk);
            }
        });
        assertThat(deliver()).isEqualTo(Taken.TAKEN);
    }

    @Test
    void silenceEndsWithTheTime() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        peer.answers.add(exchange -> awaited(over));
        try (WebhookReceiver receiver = receiver(settings(peer.uri("/"), Format.SINGLE, Duration.ofMillis(300)))) {
            assertThat(receiver.deliver(ONE)).isEqualTo(new Unavailable("no answer within 300 ms", null));
        } finally {
            over.countDown();
        }
    }

    @Test
    void aBodyThatDripsEndsWithTheTimeToo() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        peer.answers.add(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush();
            awaited(over);
        });
        try (WebhookReceiver receiver = receiver(settings(peer.uri("/"), Format.SINGLE, Duration.ofMillis(300)))) {
            assertThat(receiver.deliver(ONE)).isEqualTo(new Unavailable("no answer within 300 ms", null));
        } finally {
            over.countDown();
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void nobodyThereIsToldWithoutTheAddress() throws InterruptedException {
        peer.close();
        assertThat(deliver()).isEqualTo(new Unavailable("no exchange: ConnectException", null));
    }

    @Test
    void aCertificateIsTakenFromTheTrustedAuthoritiesAlone(@TempDir Path directory) throws Exception {
        Path pem = directory.resolve("root.pem");
        try (ScriptedReceiver encrypted = ScriptedReceiver.start(newIdentity(directory, pem))) {
            WebhookSettings byJdk = settings(encrypted.uri("/"), Format.SINGLE, PATIENCE);
            try (WebhookReceiver receiver = receiver(byJdk)) {
                assertThat(receiver.deliver(ONE))
                        .isEqualTo(new Unavailable("no exchange: SSLHandshakeException", null));
            }
            assertThat(encrypted.messages).isEmpty();

            List<X509Certificate> roots = TrustedRoots.read(pem);
            WebhookSettings byFile = new WebhookSettings(
                    encrypted.uri("/"), Format.SINGLE, null, null, roots, PATIENCE, "cfguardian:test");
            try (WebhookReceiver receiver = receiver(byFile)) {
                assertThat(receiver.deliver(ONE)).isEqualTo(Taken.TAKEN);
            }
            WebhookSettings otherName = new WebhookSettings(
                    URI.create(encrypted.uri("/").toString().replace("localhost", "127.0.0.1")),
                    Format.SINGLE,
                    null,
                    null,
                    roots,
                    PATIENCE,
                    "cfguardian:test");
            try (WebhookReceiver receiver = receiver(otherName)) {
                assertThat(receiver.deliver(ONE)).isInstanceOf(Unavailable.class);
            }
            assertThat(encrypted.messages).hasSize(1);
        }
    }

    /** A certificate for localhost by itself, made by the JDK's own tool. */
    private static SSLContext newIdentity(Path directory, Path pem) throws Exception {
        Path store = directory.resolve("keys.p12");
        String password = "changeit";
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "hook",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        password)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), password.toCharArray());
        Files.writeString(
                pem,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate("hook").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
