package io.cfguardian.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.cfguardian.http.fixture.TestNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stop ends in its time, whatever clients do. */
class StopIT {

    private static final Duration STOP_TIMEOUT = Duration.ofMillis(200);
    private static final int READ_TIMEOUT_MILLIS = 10_000;

    private static HttpSettings settings() {
        HttpSettings usual = TestNode.settings();
        return new HttpSettings(
                usual.host(),
                usual.port(),
                usual.connectionsMax(),
                usual.messages(),
                usual.patience(),
                STOP_TIMEOUT,
                usual.watch(),
                usual.exposure(),
                usual.rates(),
                usual.transport());
    }

    @Test
    @Timeout(20)
    void aRequestThatNeverEndsIsCutOff() throws IOException {
        TestNode node = new TestNode(settings());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
            socket.setSoTimeout(READ_TIMEOUT_MILLIS);
            socket.getOutputStream()
                    .write(("POST /api/v1/projects HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + TestNode.TOKEN
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n"
                                    + "Expect: 100-continue\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            // The server has begun with it once it asks for the body, which never comes.
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 100");

            assertThatCode(node::close).doesNotThrowAnyException();

            assertThat(socket.getInputStream().readAllBytes()).isNotNull();
        }
    }
}
