package io.cfguardian.server.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.app.logging.LogLevel;
import io.cfguardian.server.settings.Settings;
import io.cfguardian.server.settings.Settings.Log;
import io.cfguardian.server.settings.Settings.LogFormat;
import io.cfguardian.server.settings.SettingsReader;
import io.cfguardian.server.settings.SettingsResult.Usable;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;

/** What a server for reports of errors gets, and what becomes of a node when that server does not answer. */
class ErrorReportsIT {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final Logger LOG = LoggerFactory.getLogger(ErrorReportsIT.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ReportServer server = ReportServer.start();

    @BeforeEach
    void begin() {
        Logging.apply(new Log(LogFormat.TEXT, LogLevel.INFO));
    }

    @AfterEach
    void stop() {
        MDC.clear();
        server.close();
        Logging.apply(new Log(LogFormat.TEXT, LogLevel.INFO));
    }

    private Settings settings() {
        Map<String, String> variables = Map.of(
                "CFGUARDIAN_SECRETS_MASTER", "Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1u",
                "CFGUARDIAN_CLUSTER_PLAINTEXT", "true",
                "CFGUARDIAN_NODE_ID", "node-7",
                "CFGUARDIAN_SENTRY_DSN", "http://" + KEY + "@127.0.0.1:" + server.port() + "/42");
        assertThat(SettingsReader.read(null, variables)).isInstanceOf(Usable.class);
        return ((Usable) SettingsReader.read(null, variables)).settings();
    }

    @Test
    void anErrorIsReportedWithoutAnythingThatWasPutIntoIt() {
        try (ErrorReports reports = ErrorReports.start(settings())) {
            MDC.put("requestId", "req-1");
            MDC.put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
            MDC.put("user", "user:ada");
            LOG.warn("a warning is no error");
            LOG.error(
                    "a request of {} failed with {}",
                    "ada@people.example",
                    "hunter2",
                    new IllegalStateException(
                            "canary in a message", new IllegalArgumentException("canary in its cause")));
            await().until(() -> server.reports().size() == 1);
            assertThat(reports).isNotNull();
        }
        ReportServer.Report report = server.reports().getFirst();
        assertThat(report.path()).isEqualTo("/api/42/envelope/");
        assertThat(report.auth()).contains("sentry_key=" + KEY);
        JsonNode event = report.event();
        assertThat(event.at("/message/message").asString()
                        + event.at("/logentry/message").asString(""))
                .contains("a request of {} failed with {}");
        assertThat(event.path("level").asString()).isEqualTo("error");
        assertThat(event.path("logger").asString()).isEqualTo(ErrorReportsIT.class.getName());
        assertThat(event.path("environment").asString()).isEqualTo("cfguardian");
        assertThat(event.path("server_name").asString()).isEqualTo("node-7");
        assertThat(event.at("/tags/requestId").asString()).isEqualTo("req-1");
        assertThat(event.at("/tags/traceId").asString()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(event.at("/exception/values").findValuesAsString("type"))
                .contains("IllegalStateException", "IllegalArgumentException");
        assertThat(event.at("/exception/values").toString()).contains("ErrorReportsIT");
        assertThat(report.text()).doesNotContain("ada", "hunter2", "canary", "user:", "a warning");
    }

    @Test
    void aLibrarysTextIsNotReported() {
        try (ErrorReports reports = ErrorReports.start(settings())) {
            LoggerFactory.getLogger("org.example.library").error("refused token canary-1");
            await().until(() -> server.reports().size() == 1);
            assertThat(reports).isNotNull();
        }
        assertThat(server.reports().getFirst().text())
                .contains("an error of org.example.library")
                .doesNotContain("canary");
    }

    @Test
    void whoLogsNeverWaitsForAServerThatDoesNotAnswer() {
        server.hold();
        ErrorReports reports = ErrorReports.start(settings());
        long began = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            LOG.error("error {}", i);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
        long closing = System.nanoTime();
        reports.close();
        assertThat(Duration.ofNanos(System.nanoTime() - closing)).isLessThan(PATIENCE);
        server.release();
        assertThat(server.reports()).hasSizeLessThan(200);
    }

    @Test
    void withoutADsnNothingLeaves() {
        Settings settings = settings();
        try (ErrorReports reports = ErrorReports.start(without(settings))) {
            LOG.error("an error that stays here");
            assertThat(reports).isNotNull();
        }
        assertThat(server.reports()).isEmpty();
    }

    private static Settings without(Settings settings) {
        return new Settings(
                settings.node(),
                settings.cluster(),
                settings.http(),
                settings.raft(),
                settings.store(),
                settings.limits(),
                settings.identity(),
                settings.log(),
                settings.backup(),
                settings.postgres(),
                settings.metrics(),
                null,
                settings.telemetry());
    }
}
