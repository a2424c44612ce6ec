package io.cfguardian.http.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cfguardian.http.guard.AllowedHosts.Host;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

    private final AllowedHosts hosts = new AllowedHosts(
            List.of(Host.parse("Cfg.example.org"), Host.parse("other.example.org:8443"), Host.parse("[::1]:8080")));

    @ParameterizedTest
    @CsvSource({
        "cfg.example.org, 80, true",
        "CFG.EXAMPLE.ORG, 8443, true",
        "other.example.org, 8443, true",
        "other.example.org, 443, false",
        "[::1], 8080, true",
        "[::1], 80, false",
        "evil.example.org, 80, false",
        "cfg.example.org.evil.com, 80, false",
        "evil-cfg.example.org, 80, false",
        "cfg.example.org., 80, false",
        "example.org, 80, false",
    })
    void aNameIsPermittedWholeOrNotAtAll(String name, int port, boolean permitted) {
        assertThat(hosts.permit(name, port)).isEqualTo(permitted);
    }

    @Test
    void withoutNamesAnyWillDo() {
        assertThat(AllowedHosts.ANY.permit("evil.example.org", 1)).isTrue();
        assertThat(AllowedHosts.ANY.named("evil.example.org")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.example.org",
                "a/b",
                "a:0",
                "a:65536",
                "a:",
                "a:b",
                "https://a",
                "::1",
                "a b",
                "user@a"
            })
    void whatIsNoHostIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Host.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "",
                "example.org",
                "https://example.org/",
                "https://EXAMPLE.org",
                "https://example.org:443",
                "http://example.org:80",
                "https://*.example.org",
                "https://a@example.org",
                "file://",
                "https://example.org,https://a"
            })
    void whatABrowserWouldNotSendAsItsOriginIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CrossOrigins.checked(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org", "http://localhost:3000", "https://[::1]:8443"})
    void anOriginIsTaken(String text) {
        assertThat(CrossOrigins.checked(text)).isEqualTo(text);
    }
}
