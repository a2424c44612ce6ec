package io.cfguardian.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.identity.webhook.WebhookSettings;
import io.cfguardian.identity.webhook.WebhookSettings.Format;
import io.cfguardian.server.settings.SettingsResult.Refused;
import io.cfguardian.server.settings.SettingsResult.Usable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The receiver of security events: a URL that is safe to post to, and what goes with it. */
class WebhookSettingsTest {

    private static final String PREFIX = "CFGUARDIAN_SECURITY_WEBHOOK_";
    private static final String SECRET = "whsec_c2l4dGVlbiBieXRlcyBvciBtb3JlIG9mIGl0";
    private static final String BEARER = "a-bearer-token";

    private static SettingsResult read(Map<String, String> given) {
        Map<String, String> variables =
                new HashMap<>(Map.of("CFGUARDIAN_SECRETS_MASTER", "Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1u"));
        variables.put("CFGUARDIAN_CLUSTER_PLAINTEXT", "true");
        given.forEach((name, value) -> variables.put(PREFIX + name, value));
        return SettingsReader.read(null, variables);
    }

    private static WebhookSettings webhook(Map<String, String> given) {
        assertThat(read(given)).isInstanceOf(Usable.class);
        return Objects.requireNonNull(
                ((Usable) read(given)).settings().identity().webhook());
    }

    private static String problems(Map<String, String> given) {
        return read(given) instanceof Refused(var problems) ? problems.toString() : "";
    }

    @Test
    void withoutAUrlNothingIsPosted() {
        assertThat(((Usable) read(Map.of())).settings().identity().webhook()).isNull();
    }

    @Test
    void oneEventAMessageWithoutTokenUnlessTold() {
        WebhookSettings plain = webhook(Map.of("URL", "https://siem.example.com/hooks/x?key=k"));
        assertThat(plain.format()).isEqualTo(Format.SINGLE);
        assertThat(plain.bearer()).isNull();
        assertThat(plain.signing()).isNull();
        assertThat(plain.roots()).isEmpty();
        assertThat(plain.timeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(plain.source()).isEqualTo("cfguardian:cfguardian");
    }

    @Test
    void nothingOfItShowsByAccident() {
        WebhookSettings all = webhook(
                Map.of("URL", "https://siem.example.com/hooks/x?key=k", "BEARER", BEARER, "SIGNING_SECRET", SECRET));
        assertThat(all.bearer()).isEqualTo(BEARER);
        assertThat(all.signing()).isNotNull();
        assertThat(all.toString()).isEqualTo("a webhook to siem.example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9000/x, true",
        "http://[::1]:9000/x, true",
        "http://localhost/x, true",
        "http://siem.example.com/x, false",
        "http://127.0.0.1.example.com/x, false",
        "http://169.254.169.254/x, false"
    })
    void plainHttpLeavesTheMachineOnlyWhenAllowed(String url, boolean taken) {
        assertThat(problems(Map.of("URL", url)).isEmpty()).isEqualTo(taken);
        assertThat(problems(Map.of("URL", url, "ALLOW_HTTP", "true"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "URL, ftp://siem.example.com/x, security.webhook.url",
        "URL, siem.example.com, security.webhook.url",
        "URL, https://user:pass@siem.example.com/x, security.webhook.url",
        "URL, https://siem.example.com/x#y, security.webhook.url",
        "BEARER, short, security.webhook.bearer",
        "BEARER, with\"quotes\", security.webhook.bearer",
        "SIGNING_SECRET, c2l4dGVlbiBieXRlcyBvciBtb3JlIG9mIGl0, security.webhook.signing-secret",
        "SIGNING_SECRET, whsec_c2hvcnQ=, security.webhook.signing-secret",
        "CA_FILE, /nowhere/root.pem, security.webhook.ca-file",
        "CA_FILE, pom.xml, security.webhook.ca-file",
        "FORMAT, binary, security.webhook.format",
        "TIMEOUT, 2m, security.webhook.timeout"
    })
    void whatDoesNotFitIsNamedWithoutShowingIt(String name, String value, String named) {
        Map<String, String> given = new HashMap<>(Map.of("URL", "https://siem.example.com/x"));
        given.put(name, value);
        assertThat(problems(given)).contains(named).doesNotContain("user:pass", "c2l4", "c2hv", "quotes");
    }

    @ParameterizedTest
    @CsvSource({"BEARER, a-bearer-token", "ALLOW_HTTP, true", "FORMAT, batch", "TIMEOUT, 5s"})
    void nothingOfItMakesSenseWithoutAUrl(String name, String value) {
        assertThat(problems(Map.of(name, value))).contains("expected it with security.webhook.url");
    }
}
