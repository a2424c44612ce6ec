package io.cfguardian.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cfguardian.http.fixture.Api;
import io.cfguardian.http.fixture.RawHttp;
import io.cfguardian.http.fixture.TestNode;
import io.cfguardian.http.server.HttpSettings;
import io.cfguardian.http.server.HttpSettings.PatienceSettings;
import io.cfguardian.http.server.HttpStartException;
import io.cfguardian.http.tls.Transport.Encrypted;
import io.cfguardian.testkit.tls.TestKey;
import io.cfguardian.tls.KeySource.PemFiles;
import io.cfguardian.tls.KeySource.Pkcs12File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsIT {

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    @TempDir
    Path directory;

    private Path certificate = Path.of("tls.crt");
    private Path key = Path.of("tls.key");

    @BeforeEach
    void files() {
        certificate = directory.resolve("tls.crt");
        key = directory.resolve("tls.key");
    }

    private void write(TestKey pair) throws IOException {
        Files.writeString(key, pair.keyPem());
        Files.writeString(certificate, pair.certificatePem());
    }

    private HttpSettings settings(OptionalInt redirectPort) {
        return TestNode.settings().with(new Encrypted(new PemFiles(certificate, key), LOOK_EVERY, redirectPort));
    }

    private TestNode start() {
        return new TestNode(settings(OptionalInt.empty()));
    }

    private static HttpClient client(TestKey trusted) {
        return HttpClient.newBuilder()
                .sslContext(trusted.clientContext())
                .version(Version.HTTP_2)
                .build();
    }

    private static HttpRequest.Builder request(TestNode node, String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + node.port() + path))
                .header("Authorization", "Bearer " + TestNode.TOKEN);
    }

    private static HttpResponse<String> get(HttpClient client, TestNode node, Version version, String path)
            throws IOException, InterruptedException {
        return client.send(request(node, path).version(version).build(), BodyHandlers.ofString());
    }

    private static X509Certificate served(TestNode node, TestKey... trusted) throws IOException {
        IOException last = new IOException("no key to trust");
        for (TestKey one : trusted) {
            try (SSLSocket socket =
                    (SSLSocket) one.clientContext().getSocketFactory().createSocket("localhost", node.port())) {
                socket.startHandshake();
                return (X509Certificate) socket.getSession().getPeerCertificates()[0];
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    @ParameterizedTest
    @EnumSource
    void bothVersionsOfHttpAreServedUnderTheSameHeaders(TestKey.Kind kind) throws Exception {
        TestKey pair = TestKey.make(kind, directory);
        write(pair);
        try (TestNode node = start();
                HttpClient client = client(pair)) {
            for (Version version : Version.values()) {
                HttpResponse<String> answer = get(client, node, version, Api.PROJECTS);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.version()).isEqualTo(version);
                assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                        .hasValue("max-age=63072000; includeSubDomains");
                assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
                assertThat(get(client, node, version, "/nope").headers().firstValue("Strict-Transport-Security"))
                        .isPresent();
            }
        }
    }

    @Test
    void writesWithAndWithoutALengthAreTakenOverHttp2() throws Exception {
        TestKey pair = TestKey.make(TestKey.Kind.EC, directory);
        write(pair);
        try (TestNode node = start();
                HttpClient client = client(pair)) {
            for (int i = 0; i < 2; i++) {
                byte[] body = ("{\"key\":\"p" + i + "\"}").getBytes(StandardCharsets.UTF_8);
                HttpRequest.BodyPublisher publisher = i == 0
                        ? HttpRequest.BodyPublishers.ofByteArray(body)
                        : HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofByteArray(body));
                HttpResponse<String> answer = client.send(
                        request(node, Api.PROJECTS)
                                .header("Content-Type", "application/json")
                                .POST(publisher)
                                .build(),
                        BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
                assertThat(answer.version()).isEqualTo(Version.HTTP_2);
            }
            // A body where none belongs is not passed over because it came without a length.
            HttpResponse<String> refused = client.send(
                    request(node, Api.PROJECTS + "/p1")
                            .method(
                                    "DELETE",
                                    HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString("{}")))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(get(client, node, Version.HTTP_2, Api.PROJECTS + "/p1").statusCode())
                    .isEqualTo(200);
        }
    }

    /** The client that is refused before it has sent its body reads the refusal, whether it sends on for long or not. */
    @ParameterizedTest
    @ValueSource(ints = {2, 20_000, 900_000})
    void aRefusalIsHeardByAClientThatStillSends(int bodyBytes) throws Exception {
        TestKey pair = TestKey.make(TestKey.Kind.EC, directory);
        write(pair);
        byte[] half = new byte[bodyBytes / 2];
        try (TestNode node = start();
                HttpClient client = client(pair)) {
            for (int i = 0; i < 20; i++) {
                CompletableFuture<HttpResponse<String>> answer;
                try (SubmissionPublisher<ByteBuffer> body = new SubmissionPublisher<>()) {
                    answer = client.sendAsync(
                            HttpRequest.newBuilder(URI.create("https://localhost:" + node.port() + Api.PROJECTS))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.fromPublisher(body))
                                    .build(),
                            BodyHandlers.ofString());
                    await().until(body::hasSubscribers);
                    body.submit(ByteBuffer.wrap(half));
                    body.submit(ByteBuffer.wrap(half));
                }
                assertThat(answer.get().statusCode()).isEqualTo(401);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsOfTlsAreSpoken(String protocol) throws Exception {
        TestKey pair = TestKey.make(TestKey.Kind.EC, directory);
        write(pair);
        try (TestNode node = start();
                SSLSocket socket =
                        (SSLSocket) pair.clientContext().getSocketFactory().createSocket("localhost", node.port())) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
        }
    }

    @Test
    void weakCiphersAreNotSpoken() throws Exception {
        TestKey pair = TestKey.make(TestKey.Kind.RSA, directory);
        write(pair);
        try (TestNode node = start()) {
            for (String suite : List.of(
                    "TLS_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
                    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                    "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256")) {
                try (SSLSocket socket =
                        (SSLSocket) pair.clientContext().getSocketFactory().createSocket("localhost", node.port())) {
                    socket.setEnabledProtocols(new String[] {"TLSv1.2"});
                    socket.setEnabledCipherSuites(new String[] {suite});
                    assertThatThrownBy(socket::startHandshake).as(suite).isInstanceOf(SSLException.class);
                }
            }
        }
    }

    @Test
    void newFilesAreTakenWithoutARestartAndOpenConnectionsGoOn() throws Exception {
        TestKey old = TestKey.make(TestKey.Kind.EC, directory);
        TestKey young = TestKey.make(TestKey.Kind.RSA, directory);
        write(old);
        try (TestNode node = start();
                HttpClient open = client(old)) {
            assertThat(get(open, node, Version.HTTP_2, "/live").statusCode()).isEqualTo(200);
            write(young);
            await().until(() -> served(node, old, young).equals(young.certificate()));
            assertThat(get(open, node, Version.HTTP_2, "/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void filesThatMakeNoSenseChangeNothingUntilTheyDo() throws Exception {
        TestKey old = TestKey.make(TestKey.Kind.EC, directory);
        TestKey young = TestKey.make(TestKey.Kind.EC, directory);
        write(old);
        try (TestNode node = start()) {
            ReloadingTls tls = node.tls();
            for (String broken : List.of(young.certificatePem(), "rubbish", "")) {
                Files.writeString(certificate, broken);
                long looks = tls.looks();
                await().until(() -> tls.looks() > looks + 1);
                assertThat(served(node, old)).isEqualTo(old.certificate());
            }
            assertThat(tls.reloads()).isZero();
            Files.delete(certificate);
            long looks = tls.looks();
            await().until(() -> tls.looks() > looks + 1);
            write(young);
            await().until(() -> served(node, old, young).equals(young.certificate()));
            assertThat(tls.reloads()).isEqualTo(1);
        }
    }

    @Test
    void aLinkThatIsTurnedToAnotherDirectoryIsFollowed() throws Exception {
        TestKey old = TestKey.make(TestKey.Kind.EC, directory);
        TestKey young = TestKey.make(TestKey.Kind.EC, directory);
        store(old, "..v1");
        store(young, "..v2");
        Path data = Files.createSymbolicLink(directory.resolve("..data"), Path.of("..v1"));
        Files.createSymbolicLink(certificate, Path.of("..data", "tls.crt"));
        Files.createSymbolicLink(key, Path.of("..data", "tls.key"));
        try (TestNode node = start()) {
            assertThat(served(node, old)).isEqualTo(old.certificate());
            Path next = Files.createSymbolicLink(directory.resolve("..data_tmp"), Path.of("..v2"));
            Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            await().until(() -> served(node, old, young).equals(young.certificate()));
        }
    }

    private void store(TestKey pair, String version) throws IOException {
        Path place = Files.createDirectory(directory.resolve(version));
        Files.writeString(place.resolve("tls.crt"), pair.certificatePem());
        Files.writeString(place.resolve("tls.key"), pair.keyPem());
    }

    @Test
    void aPkcs12FileServesToo() throws Exception {
        TestKey pair = TestKey.make(TestKey.Kind.EC, directory);
        Encrypted transport =
                new Encrypted(new Pkcs12File(pair.pkcs12(), TestKey.PASSWORD), LOOK_EVERY, OptionalInt.empty());
        try (TestNode node = new TestNode(TestNode.settings().with(transport))) {
            assertThat(served(node, pair)).isEqualTo(pair.certificate());
        }
    }

    @Test
    void withoutAKeyNothingIsServed() {
        assertThatThrownBy(this::start)
                .isInstanceOf(HttpStartException.class)
                .hasMessageContaining("tls.crt cannot be read");
    }

    @Test
    void plainTextOnTheEncryptedPortGetsNoAnswerInPlainText() throws Exception {
        write(TestKey.make(TestKey.Kind.EC, directory));
        try (TestNode node = start();
                RawHttp plain = new RawHttp(node.port())) {
            plain.send("GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(new String(plain.socket().getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("HTTP/1");
        } catch (java.net.SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    @Test
    void aHandshakeThatDripsIsCutOff() throws Exception {
        write(TestKey.make(TestKey.Kind.EC, directory));
        HttpSettings usual = settings(OptionalInt.empty());
        PatienceSettings patience = usual.patience();
        HttpSettings impatient = usual.with(new PatienceSettings(
                patience.idle(), Duration.ofSeconds(1), patience.body(), patience.bodyBytesPerSecondMin()));
        try (TestNode node = new TestNode(impatient);
                RawHttp http = new RawHttp(node.port())) {
            // The head of a record of 512 bytes, which then come one by one.
            http.send(new byte[] {0x16, 3, 1, 2, 0});
            await().pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> {
                        try {
                            http.send(new byte[] {1});
                            return false;
                        } catch (IOException cut) {
                            return true;
                        }
                    });
        }
    }
}
