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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where errors are reported: to a server that can be trusted with its key, or nowhere. */
class SentrySettingsTest {

    private static final String DSN = "https://abc123@sentry.example.org:9000/group/42";

    @TempDir
    private Path directory;

    private static SettingsResult read(Map<String, String> given) {
        Map<String, String> variables =
                new HashMap<>(Map.of("CFGUARDIAN_SECRETS_MASTER", "Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1u"));
        variables.put("CFGUARDIAN_CLUSTER_PLAINTEXT", "true");
        variables.putAll(given);
        return SettingsReader.read(null, variables);
    }

    @Test
    void nothingIsReportedUnlessTold() {
        assertThat(((Usable) read(Map.of())).settings().sentryDsn()).isNull();
    }

    @Test
    void theDsnComesFromAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("dsn"), DSN + "\n");
        Settings settings = ((Usable) read(Map.of("CFGUARDIAN_SENTRY_DSN_FILE", file.toString()))).settings();
        assertThat(Objects.requireNonNull(settings.sentryDsn()).reveal()).isEqualTo(DSN);
        assertThat(settings.toString()).doesNotContain("abc123");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://abc123@sentry.example.org/42",
                "https://sentry.example.org/42",
                "https://abc123@sentry.example.org",
                "https://abc123@sentry.example.org/42?x=1",
                "ftp://abc123@sentry.example.org/42",
                "abc123"
            })
    void whatIsNoDsnIsRefusedAndNotShown(String text) {
        assertThat(read(Map.of("CFGUARDIAN_SENTRY_DSN", text)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problems().toString())
                                .contains("sentry.dsn", "expected https://KEY@host/PROJECT")
                                .doesNotContain("abc123"));
    }
}
