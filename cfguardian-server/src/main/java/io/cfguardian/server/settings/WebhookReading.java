package io.cfguardian.server.settings;

import io.cfguardian.identity.webhook.SigningSecret;
import io.cfguardian.identity.webhook.TrustedRoots;
import io.cfguardian.identity.webhook.WebhookSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads where security events are posted. */
final class WebhookReading {

    private final Given given;

    WebhookReading(Given given) {
        this.given = given;
    }

    @Nullable
    WebhookSettings webhook() {
        Optional<URI> url = given.secret(WebhookKeys.URL, WebhookKeys.URL_FILE).map(text -> URI.create(text.reveal()));
        Optional<Secret> bearer = given.secret(WebhookKeys.BEARER, WebhookKeys.BEARER_FILE);
        Optional<SigningSecret> signing = given.secret(WebhookKeys.SIGNING_SECRET, WebhookKeys.SIGNING_SECRET_FILE);
        List<X509Certificate> roots =
                given.optional(WebhookKeys.CA_FILE).map(this::roots).orElse(List.of());
        if (given.isAbsent(WebhookKeys.URL) && given.isAbsent(WebhookKeys.URL_FILE)) {
            WebhookKeys.ALL.stream()
                    .filter(key -> !given.isAbsent(key))
                    .forEach(key -> given.complain(key, "expected it with " + WebhookKeys.URL.name()));
            return null;
        }
        if (url.isEmpty()) {
            return null;
        }
        if (WebhookSettings.isOpen(url.get()) && !given.value(WebhookKeys.ALLOW_HTTP)) {
            given.complain(
                    WebhookKeys.URL,
                    "expected an https URL, an http URL of 127.0.0.1, [::1] or localhost, or "
                            + WebhookKeys.ALLOW_HTTP.name());
        }
        return new WebhookSettings(
                url.get(),
                given.value(WebhookKeys.FORMAT),
                bearer.map(Secret::reveal).orElse(null),
                signing.orElse(null),
                roots,
                given.value(WebhookKeys.TIMEOUT),
                "cfguardian:" + given.value(ClusterKeys.CLUSTER_NAME));
    }

    private List<X509Certificate> roots(Path file) {
        try {
            return TrustedRoots.read(file);
        } catch (IOException unusable) {
            given.complain(
                    WebhookKeys.CA_FILE, Problem.shown(file.toString()), "expected a file with certificates in PEM");
            return List.of();
        }
    }
}
