package io.cfguardian.server.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonLinesTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonLines LINES = new JsonLines();

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    @AfterEach
    void forget() {
        MDC.clear();
    }

    private LoggingEvent event(String message, @Nullable Throwable thrown, Object... values) {
        LoggingEvent event = new LoggingEvent(
                "caller", context.getLogger("io.cfguardian.example"), Level.WARN, message, thrown, values);
        event.setInstant(Instant.parse("2026-11-22T05:40:11.204Z"));
        event.setThreadName("here");
        return event;
    }

    private static String line(LoggingEvent event) {
        return new String(LINES.encode(event), UTF_8);
    }

    @Test
    void aLineHasWhatItSaysAndWhatItsThreadHas() {
        MDC.put("requestId", "deploy-4711");
        LoggingEvent event = event("took {} of {}", null, 1, "two");
        event.addKeyValuePair(new KeyValuePair("status", 200));
        event.addKeyValuePair(new KeyValuePair("durationMillis", 7L));
        event.addKeyValuePair(new KeyValuePair("project", "payments"));
        event.addKeyValuePair(new KeyValuePair("nothing", null));

        assertThat(line(event))
                .isEqualTo(
                        "{\"@timestamp\":\"2026-11-22T05:40:11.204Z\",\"level\":\"WARN\",\"logger_name\":\"io.cfguardian.example\""
                                + ",\"thread_name\":\"here\",\"message\":\"took 1 of two\",\"requestId\":\"deploy-4711\",\"status\":200"
                                + ",\"durationMillis\":7,\"project\":\"payments\",\"nothing\":\"null\"}\n");
    }

    @Test
    void theTimeIsThatOfTheLineToTheMillisecond() {
        for (String time : List.of(
                "2026-11-22T05:40:11.999Z",
                "2026-11-22T05:40:12.000Z",
                "2026-11-22T05:40:11.007Z",
                "1969-12-31T23:59:59.001Z",
                "2028-02-29T00:00:00.100Z")) {
            LoggingEvent event = event("then", null);
            event.setInstant(Instant.parse(time));
            assertThat(JSON.readTree(line(event)).path("@timestamp").stringValue())
                    .isEqualTo(time);
        }
    }

    @Test
    void aLongLineIsWhole() {
        String text = "\u0001\"ü".repeat(10_000);
        LoggingEvent event = event(text, null);
        event.addKeyValuePair(new KeyValuePair("least", Long.MIN_VALUE));

        JsonNode line = JSON.readTree(line(event));
        assertThat(line.path("message").stringValue()).isEqualTo(text);
        assertThat(line.path("least").longValue()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void whateverTheTextIsItStaysOneLineOfJson() {
        String text = "line\nbreak \"quoted\" \u2028 \ud83d\ude00 half a pair: \ud83d, \u0000";
        String line = line(event("{}", null, text));

        assertThat(line.substring(0, line.length() - 1)).doesNotContain("\n").isPrintable();
        assertThat(JSON.readTree(line).path("message").stringValue()).isEqualTo(text);
    }

    @Test
    void anExceptionIsToldWithItsCauses() {
        JsonNode line =
                JSON.readTree(line(event("failed", new IllegalStateException("outer", new RuntimeException("inner")))));

        assertThat(line.path("stack_trace").stringValue())
                .contains("IllegalStateException: outer", "Caused by: java.lang.RuntimeException: inner", "\tat ");
    }
}
