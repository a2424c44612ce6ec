package io.cfguardian.http.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.http.fixture.Api;
import io.cfguardian.http.fixture.RawHttp;
import io.cfguardian.http.fixture.TestNode;
import io.cfguardian.http.tls.Transport.Encrypted;
import io.cfguardian.testkit.tls.TestKey;
import io.cfguardian.tls.KeySource.Pkcs12File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused in plain text is refused under TLS as well: the connection below is another one. */
@TestInstance(Lifecycle.PER_CLASS)
class BadHttpOverTlsIT {

    private final TestNode node;
    private final SSLSocketFactory sockets;

    BadHttpOverTlsIT(@TempDir Path directory) throws IOException {
        TestKey pair = TestKey.make(TestKey.Kind.EC, directory);
        node = new TestNode(TestNode.settings()
                .with(new Encrypted(
                        new Pkcs12File(pair.pkcs12(), TestKey.PASSWORD), Duration.ofMinutes(1), OptionalInt.empty())));
        sockets = pair.clientContext().getSocketFactory();
        try (RawHttp http = connect()) {
            String body = "{\"key\":\"p\"}";
            assertThat(http.send("POST " + Api.PROJECTS + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + TestNode.TOKEN + "\r\nContent-Type: application/json\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .receive("POST")
                            .status())
                    .isEqualTo(201);
        }
    }

    private RawHttp connect() throws IOException {
        return new RawHttp(sockets.createSocket("localhost", node.port()));
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @MethodSource({
        "io.cfguardian.http.server.BadHttpIT#lines",
        "io.cfguardian.http.server.BadHttpIT#paths",
        "io.cfguardian.http.server.BadHttpIT#credentials"
    })
    void badRequestsAreRefusedWithAProblem(String request, int status, String type) throws IOException {
        long before = node.revision();
        try (RawHttp http = connect()) {
            RawHttp.Response answer = http.send(request).receive("GET");
            if (request.startsWith("CONNECT")) {
                // Its target is not that of an encrypted port.
                assertThat(answer.status()).isEqualTo(400);
            } else {
                assertThat(answer.status()).as(answer.text()).isEqualTo(status);
                assertThat(answer.text()).contains("/problems/" + type);
            }
            assertThat(answer.header("Strict-Transport-Security")).isNotEmpty();
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
        assertThat(node.revision()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("io.cfguardian.http.server.BadHttpIT#bodies")
    void badBodiesAreRefusedAndWriteNothing(String request, int status, String type) throws IOException {
        long before = node.revision();
        try (RawHttp http = connect()) {
            RawHttp.Response answer = http.send(request).receive("GET");
            // Documents need more of a project than there is here, so what is missing may be said first.
            assertThat(answer.status()).as(answer.text()).isIn(status, 404);
        }
        assertThat(node.revision()).isEqualTo(before);
    }
}
