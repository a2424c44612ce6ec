package io.cfguardian.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.server.settings.SettingsResult.Refused;
import io.cfguardian.server.settings.SettingsResult.Usable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may read metrics: anybody on the port of clients, unless the operator says otherwise. */
class MetricsSettingsTest {

    private static final String PREFIX = "CFGUARDIAN_METRICS_";
    private static final String TOKEN = "scrape-scrape-scrape-1";

    private static SettingsResult read(Map<String, String> given) {
        Map<String, String> variables =
                new HashMap<>(Map.of("CFGUARDIAN_SECRETS_MASTER", "Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1u"));
        variables.put("CFGUARDIAN_CLUSTER_PLAINTEXT", "true");
        given.forEach((name, value) -> variables.put(PREFIX + name, value));
        return SettingsReader.read(null, variables);
    }

    private static Settings.Metrics metrics(Map<String, String> given) {
        assertThat(read(given)).isInstanceOf(Usable.class);
        return ((Usable) read(given)).settings().metrics();
    }

    private static String problems(Map<String, String> given) {
        return read(given) instanceof Refused(var problems) ? problems.toString() : "";
    }

    @Test
    void theyAreOnAndOpenUnlessTold() {
        assertThat(metrics(Map.of())).isEqualTo(new Settings.Metrics(true, null, null));
        assertThat(metrics(Map.of("ENABLED", "false")).enabled()).isFalse();
    }

    @Test
    void theTokenComesFromAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("token"), TOKEN + "\n");
        Secret token = Objects.requireNonNull(
                metrics(Map.of("TOKEN_FILE", file.toString())).token());
        assertThat(token.reveal()).isEqualTo(TOKEN);
        assertThat(metrics(Map.of("TOKEN", TOKEN)).toString()).doesNotContain(TOKEN);
        assertThat(problems(Map.of("TOKEN", "short"))).contains("metrics.token").doesNotContain("short");
        assertThat(problems(Map.of("TOKEN_FILE", directory.resolve("none").toString())))
                .contains("metrics.token-file");
    }

    @Test
    void aPortOfTheirOwnIsOnLoopbackUnlessTold() {
        assertThat(metrics(Map.of("PORT", "9100")).own()).isEqualTo(new Address("127.0.0.1", 9100));
        assertThat(metrics(Map.of("PORT", "9100", "HOST", "10.0.0.7")).own()).isEqualTo(new Address("10.0.0.7", 9100));
        assertThat(problems(Map.of("PORT", "8080"))).contains("metrics.port");
        assertThat(problems(Map.of("HOST", "10.0.0.7"))).contains("metrics.host");
    }

    @Test
    void whatIsOffTakesNoMoreSettings() {
        assertThat(problems(Map.of("ENABLED", "false", "PORT", "9100"))).contains("metrics.port");
    }
}
