package io.cfguardian.server.settings;

import io.cfguardian.identity.webhook.TrustedRoots;
import io.cfguardian.identity.webhook.WebhookSettings;
import io.cfguardian.telemetry.otlp.OtlpHeaders;
import io.cfguardian.telemetry.otlp.OtlpSettings;
import io.cfguardian.telemetry.otlp.TraceSampling;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads where traces and metrics are sent. */
final class OtlpReading {

    private static final Settings.Telemetry NOTHING = new Settings.Telemetry(null, null, null);

    private final Given given;

    OtlpReading(Given given) {
        this.given = given;
    }

    Settings.Telemetry telemetry() {
        Optional<URI> endpoint = given.optional(OtlpKeys.ENDPOINT);
        Optional<OtlpHeaders> headers = given.secret(OtlpKeys.HEADERS, OtlpKeys.HEADERS_FILE);
        Optional<String> roots = given.optional(OtlpKeys.CA_FILE).flatMap(this::roots);
        boolean tracing = given.value(OtlpKeys.TRACING);
        TraceSampling sampling =
                new TraceSampling(given.value(OtlpKeys.SAMPLING), given.value(OtlpKeys.RATIO_OF_TRACES));
        Optional<Duration> interval = given.optional(OtlpKeys.METRICS_INTERVAL);
        if (!tracing) {
            complain(OtlpKeys.TRACING, OtlpKeys.SAMPLING, OtlpKeys.RATIO_OF_TRACES);
        }
        if (interval.isPresent() && !given.value(MetricsKeys.ENABLED)) {
            complain(MetricsKeys.ENABLED, OtlpKeys.METRICS_INTERVAL);
        }
        if (given.isAbsent(OtlpKeys.ENDPOINT)) {
            complain(
                    OtlpKeys.ENDPOINT,
                    OtlpKeys.HEADERS,
                    OtlpKeys.HEADERS_FILE,
                    OtlpKeys.CA_FILE,
                    OtlpKeys.ALLOW_HTTP,
                    OtlpKeys.TIMEOUT,
                    OtlpKeys.METRICS_INTERVAL);
            if (tracing) {
                complain(OtlpKeys.ENDPOINT, OtlpKeys.TRACING);
            }
        }
        if (endpoint.isEmpty()) {
            return NOTHING;
        }
        if (WebhookSettings.isOpen(endpoint.get()) && !given.value(OtlpKeys.ALLOW_HTTP)) {
            given.complain(
                    OtlpKeys.ENDPOINT,
                    "expected an https URL, an http URL of 127.0.0.1, [::1] or localhost, or "
                            + OtlpKeys.ALLOW_HTTP.name());
        }
        @Nullable String trusted = roots.orElse(null);
        return new Settings.Telemetry(
                new OtlpSettings(
                        endpoint.get(), headers.orElse(OtlpHeaders.NONE), trusted, given.value(OtlpKeys.TIMEOUT)),
                tracing ? sampling : null,
                interval.orElse(null));
    }

    /** Says of what was given that it means nothing without {@code needed}. */
    private void complain(Key<?> needed, Key<?>... keys) {
        Stream.of(keys)
                .filter(key -> !given.isAbsent(key))
                .forEach(key -> given.complain(key, "expected it with " + needed.name()));
    }

    private Optional<String> roots(Path file) {
        try {
            var unused = TrustedRoots.read(file);
            return Optional.of(Files.readString(file));
        } catch (IOException unusable) {
            given.complain(
                    OtlpKeys.CA_FILE, Problem.shown(file.toString()), "expected a file with certificates in PEM");
            return Optional.empty();
        }
    }
}
