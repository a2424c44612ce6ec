package io.cfguardian.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.http.guard.Exposure;
import io.cfguardian.http.quota.RateSettings;
import io.cfguardian.http.quota.Sharing.InRedis;
import io.cfguardian.http.tls.Transport.Encrypted;
import io.cfguardian.http.tls.Transport.Plain;
import io.cfguardian.server.settings.SettingsResult.Refused;
import io.cfguardian.server.settings.SettingsResult.Usable;
import io.cfguardian.tls.KeySource.PemFiles;
import io.cfguardian.tls.KeySource.Pkcs12File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** To whom a node is open, how often, and over what. */
class EdgeSettingsTest {

    private static final Map<String, String> MASTER = Map.of(
            "CFGUARDIAN_SECRETS_MASTER", "q8ZkT2vLx0RbN5uYw3MfHs7DjA1ePcG9",
            "CFGUARDIAN_CLUSTER_PLAINTEXT", "true");

    @TempDir
    Path directory;

    private SettingsResult read(String text) throws IOException {
        return SettingsReader.read(Files.writeString(directory.resolve("settings.yaml"), text), MASTER);
    }

    private Settings usable(String text) throws IOException {
        return read(text) instanceof Usable(var settings)
                ? settings
                : org.assertj.core.api.Assertions.fail(read(text).toString());
    }

    private List<String> refused(String text) throws IOException {
        return read(text) instanceof Refused(var problems)
                ? problems.stream().map(Problem::toString).toList()
                : List.of();
    }

    @Test
    void unlessSetANodeIsInPlainTextBelievesNobodyAndCounts() throws IOException {
        Settings settings = usable("");
        assertThat(settings.http().exposure()).isEqualTo(Exposure.STANDARD);
        assertThat(settings.http().transport()).isEqualTo(Plain.PLAIN);
        assertThat(settings.limits().rates()).isEqualTo(RateSettings.STANDARD);
    }

    @Test
    void listsAreReadFromTheFile() throws IOException {
        Exposure exposure = usable("""
                http:
                  trusted-proxies: [10.0.0.0/8, "::1"]
                  allowed-hosts: [cfg.example.org, "localhost:8443"]
                  cors-origins: ["https://console.example.org"]
                limits.rate: {address: 0, login: 7}
                """).http().exposure();
        assertThat(exposure.proxies().networks()).hasToString("[10.0.0.0/8, 0:0:0:0:0:0:0:1/128]");
        assertThat(exposure.hosts().permit("localhost", 8443)).isTrue();
        assertThat(exposure.hosts().permit("localhost", 1)).isFalse();
        assertThat(exposure.origins().permit("https://console.example.org")).isTrue();
    }

    @Test
    void aCertificateComesInTwoFilesOrInAKeyStore() throws IOException {
        assertThat(usable("http.tls: {certificate-file: /a.crt, key-file: /a.key, reload-interval: 30s}")
                        .http()
                        .transport())
                .isEqualTo(new Encrypted(
                        new PemFiles(Path.of("/a.crt"), Path.of("/a.key")),
                        Duration.ofSeconds(30),
                        OptionalInt.empty()));
        Path password = Files.writeString(directory.resolve("password"), "open-sesame\n");
        Settings settings = usable("""
                http:
                  tls: {keystore-file: /a.p12, keystore-password-file: %s}
                  allowed-hosts: [localhost]
                  redirect-port: 8081
                """.formatted(password));
        assertThat(settings.http().transport())
                .isEqualTo(new Encrypted(
                        new Pkcs12File(Path.of("/a.p12"), "open-sesame"),
                        Duration.ofSeconds(10),
                        OptionalInt.of(8081)));
        assertThat(settings.toString()).doesNotContain("open-sesame");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tls: {certificate-file: /a}                                             | http.tls.key-file: expected it with http.tls.certificate-file
            tls: {key-file: /a}                                                     | http.tls.certificate-file: expected it with http.tls.key-file
            tls: {keystore-file: /a}                                                | http.tls.keystore-password: expected it with http.tls.keystore-file
            tls: {certificate-file: /a, key-file: /b, keystore-file: /c, keystore-password: d} | http.tls.keystore-file: expected it or http.tls.certificate-file, got both
            redirect-port: 8081                                                     | http.redirect-port: expected a certificate (http.tls.*) to redirect to, and the names to redirect to in http.allowed-hosts
            {tls: {certificate-file: /a, key-file: /b}, redirect-port: 8081}        | http.redirect-port: expected a certificate (http.tls.*) to redirect to, and the names to redirect to in http.allowed-hosts
            {tls: {certificate-file: /a, key-file: /b}, allowed-hosts: [a], redirect-port: 8080} | http.redirect-port is "8080": expected another port than http.port and raft.port
            """)
    void whatDoesNotGoTogetherIsOneProblem(String http, String problem) throws IOException {
        String text = http.startsWith("{") ? "http: " + http : "http: {" + http + "}";
        assertThat(refused(text)).containsExactly(problem);
    }

    @Test
    void thePasswordOfRedisDoesNotShow() throws IOException {
        Settings settings = usable("redis.url: redis://user:pass-word@127.0.0.1:6380/1");
        assertThat(settings.limits().rates().sharing())
                .isEqualTo(new InRedis(URI.create("redis://user:pass-word@127.0.0.1:6380/1"), "cfguardian"));
        assertThat(settings.toString()).contains("redis://127.0.0.1:6380").doesNotContain("pass-word");
        assertThat(refused("redis.url: http://user:pass-word@a"))
                .singleElement()
                .asString()
                .startsWith("redis.url is a text of")
                .doesNotContain("pass-word");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            trusted-proxies | 10.0.0.1/8
            trusted-proxies | proxy.example.org
            allowed-hosts   | *.example.org
            allowed-hosts   | https://a
            cors-origins    | *
            cors-origins    | null,https://a
            cors-origins    | https://a/
            """)
    void anEntryThatIsNoneIsAProblem(String key, String value) throws IOException {
        assertThat(refused("http: {" + key + ": \"" + value + "\"}"))
                .singleElement()
                .asString()
                .startsWith("http." + key + " is ");
    }
}
