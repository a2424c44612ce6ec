package io.cfguardian.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.server.settings.SettingsResult.Refused;
import io.cfguardian.server.settings.SettingsResult.Usable;
import io.cfguardian.telemetry.otlp.TraceSampling;
import io.cfguardian.telemetry.otlp.TraceSampling.Mode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is sent unless the operator says where to and what. */
class OtlpSettingsTest {

    private static final String ENDPOINT = "https://collector.example:4318";

    private static SettingsResult read(Map<String, String> given) {
        Map<String, String> variables =
                new HashMap<>(Map.of("CFGUARDIAN_SECRETS_MASTER", "Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1u"));
        variables.put("CFGUARDIAN_CLUSTER_PLAINTEXT", "true");
        given.forEach((name, value) -> variables.put("CFGUARDIAN_" + name, value));
        return SettingsReader.read(null, variables);
    }

    private static Settings.Telemetry telemetry(Map<String, String> given) {
        SettingsResult result = read(given);
        assertThat(result).isInstanceOf(Usable.class);
        return ((Usable) result).settings().telemetry();
    }

    private static String problems(Map<String, String> given) {
        return read(given) instanceof Refused(var problems) ? problems.toString() : "";
    }

    @Test
    void nothingIsSentUnlessTold() {
        assertThat(telemetry(Map.of())).isEqualTo(new Settings.Telemetry(null, null, null));
        Settings.Telemetry aimed = telemetry(Map.of("OTLP_ENDPOINT", ENDPOINT));
        assertThat(aimed.tracing()).isNull();
        assertThat(aimed.metricsInterval()).isNull();
    }

    @Test
    void whatIsSentIsSaidByItself() {
        Settings.Telemetry telemetry = telemetry(Map.of(
                "OTLP_ENDPOINT",
                ENDPOINT,
                "TRACING_ENABLED",
                "true",
                "TRACING_SAMPLING",
                "parent",
                "TRACING_RATIO",
                "0.25",
                "OTLP_METRICS_INTERVAL",
                "30s"));
        assertThat(Objects.requireNonNull(telemetry.otlp()).endpoint()).isEqualTo(URI.create(ENDPOINT));
        assertThat(telemetry.tracing()).isEqualTo(new TraceSampling(Mode.PARENT, 0.25));
        assertThat(telemetry.metricsInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(telemetry(Map.of("OTLP_ENDPOINT", ENDPOINT, "TRACING_ENABLED", "true"))
                        .tracing())
                .isEqualTo(new TraceSampling(Mode.RATIO, 0.01));
    }

    @Test
    void headersAreSecretAndMayComeFromAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("headers"), "Authorization=Bearer s3cret\n");
        Settings.Telemetry telemetry =
                telemetry(Map.of("OTLP_ENDPOINT", ENDPOINT, "OTLP_HEADERS_FILE", file.toString()));
        assertThat(telemetry.toString()).contains("1 headers").doesNotContain("s3cret");
        assertThat(problems(Map.of("OTLP_ENDPOINT", ENDPOINT, "OTLP_HEADERS", "s3cret")))
                .contains("otlp.headers")
                .doesNotContain("s3cret");
    }

    @Test
    void whatMeansNothingIsRefused() {
        assertThat(problems(Map.of("TRACING_ENABLED", "true"))).contains("tracing.enabled", "otlp.endpoint");
        assertThat(problems(Map.of("OTLP_METRICS_INTERVAL", "30s"))).contains("otlp.metrics-interval");
        assertThat(problems(Map.of("OTLP_ENDPOINT", ENDPOINT, "TRACING_RATIO", "0.5")))
                .contains("tracing.ratio");
        assertThat(problems(
                        Map.of("OTLP_ENDPOINT", ENDPOINT, "OTLP_METRICS_INTERVAL", "30s", "METRICS_ENABLED", "false")))
                .contains("otlp.metrics-interval");
        assertThat(problems(Map.of("OTLP_ENDPOINT", "http://collector.example:4318")))
                .contains("otlp.allow-http");
        for (String ratio : new String[] {"1.5", "-1", "NaN", "1e-1", "0x1"}) {
            assertThat(problems(Map.of("OTLP_ENDPOINT", ENDPOINT, "TRACING_ENABLED", "true", "TRACING_RATIO", ratio)))
                    .contains("tracing.ratio");
        }
    }
}
