package io.cfguardian.server.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.cfguardian.app.logging.LogLevel;
import io.cfguardian.http.server.RequestLine;
import io.cfguardian.http.server.RequestLog;
import io.cfguardian.server.settings.Settings.Log;
import io.cfguardian.server.settings.Settings.LogFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RequestLinesTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final PrintStream before = System.out;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(written, true, UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(before);
        Logging.apply(new Log(LogFormat.TEXT, LogLevel.INFO));
    }

    private static RequestLine line(String requestId, @Nullable String traceId) {
        return new RequestLine(
                "request", requestId, "PUT", "/a/{b}", "payments", 201, 17, "::1", "user:\"ada\"\u00e9", traceId);
    }

    /** What comes out, a line of JSON each. */
    private List<JsonNode> lines(int count) {
        await().until(() -> written.toString(UTF_8).lines().count() == count);
        return written.toString(UTF_8).lines().map(JSON::readTree).toList();
    }

    private static JsonNode withoutTime(JsonNode line) {
        return ((ObjectNode) line.deepCopy()).without("@timestamp");
    }

    @Test
    void aLineInJsonIsWhatAnEventWouldHaveBeen() {
        Logging.apply(new Log(LogFormat.JSON, LogLevel.INFO));
        for (RequestLog log : List.of(Logging.requests(), RequestLog.EVENTS)) {
            log.write(line("a", TRACE));
            log.write(line("b", null));
        }
        List<JsonNode> lines = lines(4);
        assertThat(lines.get(0).propertyNames())
                .containsExactly(
                        "@timestamp",
                        "level",
                        "logger_name",
                        "thread_name",
                        "message",
                        "requestId",
                        "method",
                        "route",
                        "project",
                        "status",
                        "durationMillis",
                        "client",
                        "principal",
                        "traceId");
        assertThat(lines.get(2).propertyNames())
                .containsExactlyElementsOf(lines.get(0).propertyNames());
        assertThat(withoutTime(lines.get(0))).isEqualTo(withoutTime(lines.get(2)));
        assertThat(withoutTime(lines.get(1))).isEqualTo(withoutTime(lines.get(3)));
        assertThat(lines.get(0).get("@timestamp").asString()).matches("20..-..-..T..:..:..\\.\\d{3}Z");
        assertThat(lines.get(0).get("principal").asString()).isEqualTo("user:\"ada\"\u00e9");
    }

    @Test
    void aLineInTextIsAnEvent() {
        Logging.apply(new Log(LogFormat.TEXT, LogLevel.INFO));
        assertThat(Logging.requests()).isSameAs(RequestLog.EVENTS);
        Logging.requests().write(line("a", null));
        await().until(() -> written.toString(UTF_8).contains("requestId=a"));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsWrittenWhileTheLoggerIsAboveInfo(LogFormat format) {
        Logging.apply(new Log(format, LogLevel.INFO));
        RequestLog log = Logging.requests();
        var logger = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(RequestLog.LOGGER);
        logger.setLevel(Level.WARN);
        log.write(line("a", null));
        logger.setLevel(null);
        log.write(line("b", null));
        await().until(() -> written.toString(UTF_8).contains("b"));
        assertThat(written.toString(UTF_8).lines()).hasSize(1);
    }

    @Test
    void manyLinesAreWrittenAtOnceAndNoneIsLeftBehind() throws IOException {
        int[] writes = {0};
        try (PrintStream counting = new PrintStream(
                new ByteArrayOutputStream() {
                    @Override
                    public synchronized void write(byte[] bytes, int offset, int length) {
                        writes[0]++;
                        written.write(bytes, offset, length);
                    }
                },
                true,
                UTF_8)) {
            System.setOut(counting);
            Logging.apply(new Log(LogFormat.JSON, LogLevel.INFO));
            RequestLog log = Logging.requests();
            for (int i = 0; i < 1_000; i++) {
                log.write(line("r" + i, null));
            }
            Logging.flush();
        }
        assertThat(written.toString(UTF_8).lines()).hasSize(1_000);
        assertThat(writes[0]).isLessThan(100);
    }
}
