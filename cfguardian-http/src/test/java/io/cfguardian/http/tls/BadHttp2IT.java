package io.cfguardian.http.tls;

import static io.cfguardian.http.fixture.RawHttp2.CONTINUATION;
import static io.cfguardian.http.fixture.RawHttp2.DATA;
import static io.cfguardian.http.fixture.RawHttp2.END_HEADERS;
import static io.cfguardian.http.fixture.RawHttp2.END_STREAM;
import static io.cfguardian.http.fixture.RawHttp2.GOAWAY;
import static io.cfguardian.http.fixture.RawHttp2.HEADERS;
import static io.cfguardian.http.fixture.RawHttp2.PING;
import static io.cfguardian.http.fixture.RawHttp2.RST_STREAM;
import static io.cfguardian.http.fixture.RawHttp2.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.http.fixture.RawHttp2;
import io.cfguardian.http.fixture.RawHttp2.Frame;
import io.cfguardian.http.fixture.TestNode;
import io.cfguardian.http.server.HttpSettings.PatienceSettings;
import io.cfguardian.http.tls.Transport.Encrypted;
import io.cfguardian.testkit.tls.TestKey;
import io.cfguardian.tls.KeySource.Pkcs12File;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that no client sends in good faith end their stream or connection, write nothing, and harm nobody else. */
@TestInstance(Lifecycle.PER_CLASS)
class BadHttp2IT {

    private static final int PROTOCOL_ERROR = 1;
    private static final int REFUSED_STREAM = 7;
    private static final int ENHANCE_YOUR_CALM = 11;

    /** The connection ended so abruptly that what the server said of it was lost. */
    private static final int NOT_READ = -1;

    private static final String BODY = "{\"key\":\"smuggled\"}";
    private static final String[] GET = request("GET", "/live");

    private final TestKey pair;
    private final TestNode node;
    private long before;

    BadHttp2IT(@TempDir Path directory) {
        pair = TestKey.make(TestKey.Kind.EC, directory);
        PatienceSettings usual = TestNode.settings().patience();
        node = new TestNode(TestNode.settings()
                .with(new PatienceSettings(
                        usual.idle(), Duration.ofSeconds(1), Duration.ofSeconds(1), usual.bodyBytesPerSecondMin()))
                .with(new Encrypted(
                        new Pkcs12File(pair.pkcs12(), TestKey.PASSWORD), Duration.ofMinutes(1), OptionalInt.empty())));
    }

    @BeforeEach
    void remember() {
        before = node.revision();
    }

    @AfterEach
    void nothingIsWrittenAndOthersAreServed() throws IOException {
        assertThat(node.revision()).isEqualTo(before);
        try (RawHttp2 http = connect()) {
            http.send(HEADERS, END_HEADERS | END_STREAM, 1, RawHttp2.block(GET));
            assertThat(first(http, HEADERS).stream()).isEqualTo(1);
        }
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private RawHttp2 connect() throws IOException {
        return new RawHttp2(node.port(), pair);
    }

    private static String[] request(String method, String path, String... more) {
        return Stream.concat(
                        Stream.of(
                                ":method",
                                method,
                                ":scheme",
                                "https",
                                ":path",
                                path,
                                ":authority",
                                "localhost",
                                "authorization",
                                "Bearer " + TestNode.TOKEN),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private static Frame first(RawHttp2 http, int type) throws IOException {
        Frame frame = http.receive();
        while (frame.type() != type) {
            frame = http.receive();
        }
        return frame;
    }

    /** Sends until the server has had enough, and returns why it ended the connection. */
    private static int errorOf(RawHttp2 http, Sending sending) throws IOException {
        try {
            for (int i = 0; i < 20_000; i++) {
                sending.send(i);
            }
        } catch (IOException refused) {
            // The server does not take more; what it said before is still to be read.
        }
        List<Frame> frames = http.receiveAll();
        return frames.stream()
                .filter(frame -> frame.type() == GOAWAY)
                .map(Frame::error)
                .findFirst()
                .orElse(NOT_READ);
    }

    /** One of many frames. */
    @FunctionalInterface
    private interface Sending {
        void send(int i) throws IOException;
    }

    @Test
    void streamsThatAreResetAsSoonAsTheyAreOpenedEndTheConnection() throws IOException {
        byte[] cancel = {0, 0, 0, 8};
        try (RawHttp2 http = connect()) {
            int error = errorOf(
                    http,
                    i -> http.send(HEADERS, END_HEADERS | END_STREAM, 2 * i + 1, RawHttp2.block(GET))
                            .send(RST_STREAM, 0, 2 * i + 1, cancel));
            assertThat(error).isIn(ENHANCE_YOUR_CALM, NOT_READ);
        }
    }

    @Test
    void aFloodOfPingsEndsTheConnection() throws IOException {
        try (RawHttp2 http = connect()) {
            assertThat(errorOf(http, i -> http.send(PING, 0, 0, new byte[8]))).isIn(ENHANCE_YOUR_CALM, NOT_READ);
        }
    }

    @Test
    void aFloodOfSettingsEndsTheConnection() throws IOException {
        try (RawHttp2 http = connect()) {
            assertThat(errorOf(http, i -> http.send(SETTINGS, 0, 0, new byte[0])))
                    .isIn(ENHANCE_YOUR_CALM, NOT_READ);
        }
    }

    @Test
    void aFloodOfEmptyDataEndsTheConnection() throws IOException {
        try (RawHttp2 http = connect()) {
            http.send(
                    HEADERS,
                    END_HEADERS,
                    1,
                    RawHttp2.block(request("POST", "/api/v1/projects", "content-type", "application/json")));
            assertThat(errorOf(http, i -> http.send(DATA, 0, 1, new byte[0]))).isIn(ENHANCE_YOUR_CALM, NOT_READ);
        }
    }

    @Test
    void headersThatNeverEndAreNotCollected() throws IOException {
        byte[] more = RawHttp2.block("x-filler", "y".repeat(8_000));
        try (RawHttp2 http = connect()) {
            http.send(HEADERS, END_STREAM, 1, RawHttp2.block(GET));
            long[] sent = {0};
            int error = errorOf(http, i -> {
                http.send(CONTINUATION, 0, 1, more);
                sent[0] += more.length;
            });
            assertThat(error).isNotZero();
            // Far less than was on offer: what is more than the sockets' buffers was never taken.
            assertThat(sent[0]).isLessThan(16L << 20);
        }
    }

    @Test
    void aHeaderThatIsRememberedAndRepeatedManyTimesIsTooLarge() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes(RawHttp2.block(GET));
        byte[] large = RawHttp2.block("x-bomb", "y".repeat(3_500));
        large[0] = 0x40;
        bomb.writeBytes(large);
        for (int i = 0; i < 5_000; i++) {
            // The field that was remembered last.
            bomb.write(0x80 | 62);
        }
        try (RawHttp2 http = connect()) {
            http.send(HEADERS, END_HEADERS | END_STREAM, 1, bomb.toByteArray());
            Frame answer = http.receive();
            while (answer.type() != HEADERS && answer.type() != GOAWAY && answer.type() != RST_STREAM) {
                answer = http.receive();
            }
            if (answer.type() == HEADERS) {
                assertThat(first(http, DATA).payload().utf8()).contains("/problems/headers-too-large");
            }
        }
    }

    @Test
    void moreStreamsAtOnceThanAreAllowedAreRefusedOneByOne() throws IOException {
        byte[] post = RawHttp2.block(
                request("POST", "/api/v1/projects", "content-type", "application/json", "content-length", "100"));
        try (RawHttp2 http = connect()) {
            for (int i = 0; i < 130; i++) {
                http.send(HEADERS, END_HEADERS, 2 * i + 1, post);
            }
            int refused = 0;
            while (refused < 30) {
                Frame frame = http.receive();
                if (frame.type() == RST_STREAM) {
                    assertThat(frame.error()).isEqualTo(REFUSED_STREAM);
                    refused++;
                }
            }
        }
    }

    @Test
    void aHeadThatDripsIsCutOff() throws IOException {
        try (RawHttp2 http = connect()) {
            // The rest never comes: the server says good-bye and ends the connection, which receiveAll waits for.
            http.send(HEADERS, END_STREAM, 1, RawHttp2.block(GET));
            assertThat(http.receiveAll()).extracting(Frame::type).contains(GOAWAY);
        }
    }

    static Stream<Arguments> smuggled() {
        String[] type = {"content-type", "application/json"};
        return Stream.of(
                Arguments.argumentSet("a transfer coding", (Object) with(type, "transfer-encoding", "chunked")),
                Arguments.argumentSet("a connection field", (Object) with(type, "connection", "x-y")),
                Arguments.argumentSet("an encoding of transfer", (Object) with(type, "te", "chunked")),
                Arguments.argumentSet("a connection that stays", (Object) with(type, "keep-alive", "timeout=5")),
                Arguments.argumentSet("an upgrade", (Object) with(type, "upgrade", "h2c")),
                Arguments.argumentSet("a length that is too short", (Object) with(type, "content-length", "3")),
                Arguments.argumentSet("a length that is too long", (Object) with(type, "content-length", "300")),
                Arguments.argumentSet(
                        "two lengths", (Object) with(type, "content-length", "18", "content-length", "3")),
                Arguments.argumentSet("a length that is none", (Object) with(type, "content-length", "+18")),
                Arguments.argumentSet("a name in upper case", (Object) with(type, "X-Upper", "1")),
                Arguments.argumentSet("a line break in a value", (Object) with(type, "x-a", "b\r\nx-c: d")),
                Arguments.argumentSet("a NUL in a value", (Object) with(type, "x-a", "b\0c")),
                Arguments.argumentSet("a line break in a name", (Object) with(type, "x-a\r\nx-b", "c")),
                Arguments.argumentSet("a colon in a name", (Object) with(type, "x:a", "c")),
                Arguments.argumentSet("a second path", (Object) with(type, ":path", "/live")),
                Arguments.argumentSet("an unknown pseudo field", (Object) with(type, ":evil", "1")),
                Arguments.argumentSet("a host of another name", (Object) with(type, "host", "evil.org")));
    }

    private static String[] with(String[] type, String... more) {
        return Stream.concat(Stream.of(type), Stream.of(more)).toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("smuggled")
    void whatCouldMeanAnotherRequestToAProxyIsRefused(String[] more) throws IOException {
        try (RawHttp2 http = connect()) {
            try {
                http.send(HEADERS, END_HEADERS, 1, RawHttp2.block(request("POST", "/api/v1/projects", more)))
                        .send(DATA, END_STREAM, 1, BODY.getBytes(StandardCharsets.UTF_8));
            } catch (IOException refused) {
                // Ended before the body was sent, which is as good.
            }
            Frame answer = http.receive();
            while (answer.type() != HEADERS && answer.type() != GOAWAY && answer.type() != RST_STREAM) {
                answer = http.receive();
            }
            if (answer.type() == HEADERS) {
                assertThat(first(http, DATA).payload().utf8()).contains("/problems/malformed-request");
            } else {
                assertThat(answer.error()).isGreaterThanOrEqualTo(PROTOCOL_ERROR);
            }
        }
    }
}
