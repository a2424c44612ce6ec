package io.cfguardian.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderSettingsTest {

    private static final URI HTTPS = URI.create("https://id.example.com/realm");

    @ParameterizedTest
    @CsvSource({
        "https://id.example.com, true, true",
        "https://127.0.0.1:8443/realm, true, true",
        "http://127.0.0.1:8080, false, true",
        "http://localhost:8080, false, true",
        "http://[::1]:8080, false, true",
        "http://id.example.com, false, false",
        "http://127.0.0.1.example.com, false, false",
        "http://localhost.example.com, false, false",
        "http://10.0.0.1, false, false",
        "https://user:secret@id.example.com, false, false",
        "ftp://127.0.0.1, false, false",
        "file:///etc/passwd, false, false",
        "//id.example.com, false, false",
        "id.example.com, false, false",
    })
    void onlyHttpsIsSpokenUnlessItIsThisMachineAndAllowed(URI uri, boolean strictly, boolean withLoopback) {
        assertThat(Transport.HTTPS.allows(uri)).isEqualTo(strictly);
        assertThat(Transport.HTTPS_OR_LOOPBACK.allows(uri)).isEqualTo(withLoopback);
    }

    @Test
    void whatCannotWorkIsRefusedAtOnce() {
        assertThat(settings(HTTPS, HTTPS, "secret")).hasToString("the provider corp at https://id.example.com/realm");
        for (URI wrong : List.of(
                URI.create("http://id.example.com"),
                URI.create("https://id.example.com/#fragment"),
                URI.create("https:id.example.com"))) {
            assertThatThrownBy(() -> settings(wrong, HTTPS, "secret")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> settings(HTTPS, wrong, "secret")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> settings(URI.create(HTTPS + "?x=1"), HTTPS, "secret"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings(HTTPS, HTTPS, " ")).isInstanceOf(IllegalArgumentException.class);
    }

    private static ProviderSettings settings(URI issuer, URI redirect, String secret) {
        return new ProviderSettings(
                "corp",
                issuer,
                "client",
                secret,
                redirect,
                ProviderSettings.SCOPES_DEFAULT,
                null,
                Transport.HTTPS,
                Duration.ofSeconds(5));
    }
}
