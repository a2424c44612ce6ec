package io.cfguardian.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.telemetry.Tracer;
import io.cfguardian.server.settings.Settings;
import io.cfguardian.server.settings.SettingsReader;
import io.cfguardian.server.settings.SettingsResult.Usable;
import io.cfguardian.telemetry.PrometheusExposition;
import io.cfguardian.testkit.otlp.OtlpReceiver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That a receiver is named sends nothing by itself. */
class OtlpPartsIT {

    private static Settings settings(Map<String, String> given) {
        Map<String, String> variables = new HashMap<>(given);
        variables.put("CFGUARDIAN_SECRETS_MASTER", "Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1u");
        variables.put("CFGUARDIAN_CLUSTER_PLAINTEXT", "true");
        return ((Usable) SettingsReader.read(null, variables)).settings();
    }

    @Test
    void nothingIsSentByDefault() {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            for (Map<String, String> given :
                    List.of(Map.<String, String>of(), Map.of("CFGUARDIAN_OTLP_ENDPOINT", receiver.url()))) {
                Teardown teardown = new Teardown();
                OtlpParts parts = new OtlpParts(settings(given), teardown);
                parts.push(new PrometheusExposition("1.2.3"), teardown);
                assertThat(parts.tracer()).isSameAs(Tracer.NONE);
                assertThat(parts.numbers()).isEmpty();
                teardown.run();
            }
            assertThat(receiver.heads()).isEmpty();
        }
    }

    @Test
    void whatIsEnabledIsSentAtTheLatestAtTheEnd() {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            Teardown teardown = new Teardown();
            OtlpParts parts = new OtlpParts(
                    settings(Map.of(
                            "CFGUARDIAN_OTLP_ENDPOINT",
                            receiver.url(),
                            "CFGUARDIAN_OTLP_METRICS_INTERVAL",
                            "1h",
                            "CFGUARDIAN_TRACING_ENABLED",
                            "true",
                            "CFGUARDIAN_TRACING_RATIO",
                            "1")),
                    teardown);
            parts.push(new PrometheusExposition("1.2.3"), teardown);
            parts.tracer().own("piece").close();
            teardown.run();
            assertThat(receiver.spans()).hasSize(1);
            assertThat(receiver.metrics(receiver.spans().getFirst().node())).isNotEmpty();
        }
    }
}
