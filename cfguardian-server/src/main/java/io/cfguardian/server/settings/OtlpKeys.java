package io.cfguardian.server.settings;

import io.cfguardian.telemetry.otlp.OtlpHeaders;
import io.cfguardian.telemetry.otlp.OtlpSettings;
import io.cfguardian.telemetry.otlp.TraceSampling.Mode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What can be set about sending traces and metrics by OTLP; parts of {@link Keys#ALL}. */
final class OtlpKeys {

    private static final Pattern RATIO = Pattern.compile("0|1|0\\.[0-9]{1,9}|1\\.0{1,9}");

    static final Key<URI> ENDPOINT = new Key<>(
            "otlp.endpoint",
            new Kind<>(
                    "URL",
                    "an https or http URL without user, query and fragment",
                    text -> OtlpSettings.checked(URI.create(text))),
            null,
            "Where traces and metrics are sent by OTLP over HTTP, such as https://collector:4318; v1/traces and v1/metrics are"
                    + " below it. Nothing is sent without it, nor without tracing.enabled or otlp.metrics-interval.");
    static final Key<OtlpHeaders> HEADERS = new Key<>(
            "otlp.headers",
            new Kind<>("secret", OtlpHeaders.FORM, OtlpHeaders::parse),
            null,
            "Headers of every message to the endpoint, such as Authorization. Give this or otlp.headers-file.");
    static final Key<Path> HEADERS_FILE =
            new Key<>("otlp.headers-file", Kind.path(), null, "A file that holds the headers and nothing else.");
    static final Key<Path> CA_FILE = new Key<>(
            "otlp.ca-file",
            Kind.path(),
            null,
            "Certificates in PEM of the authorities that the endpoint's certificate may come from. Without it those that Java"
                    + " trusts.");
    static final Key<Boolean> ALLOW_HTTP = new Key<>(
            "otlp.allow-http",
            Kind.flag(),
            "false",
            "Whether the endpoint may be plain http and on another machine: everybody between can then read what is sent, and"
                    + " the headers.");
    static final Key<Duration> TIMEOUT = new Key<>(
            "otlp.timeout",
            Kind.duration("100ms", "60s"),
            "10s",
            "How long a message and its answer may take together.");
    static final Key<Duration> METRICS_INTERVAL = new Key<>(
            "otlp.metrics-interval",
            Kind.duration("1s", "1h"),
            null,
            "The time between two messages with the numbers of docs/metrics.md. Without it they are not sent.");
    static final Key<Boolean> TRACING = new Key<>(
            "tracing.enabled", Kind.flag(), "false", "Whether traces are recorded and sent (docs/tracing.md).");
    static final Key<Mode> SAMPLING = new Key<>(
            "tracing.sampling",
            Kind.choice(Mode.class),
            "ratio",
            "Who chooses whether a request that is part of a client's trace is recorded: this node by tracing.ratio, or its"
                    + " parent, the client. With parent everybody who reaches the port can have all of its requests recorded.");
    static final Key<Double> RATIO_OF_TRACES = new Key<>(
            "tracing.ratio",
            new Kind<>("number", "0 to 1", text -> {
                if (!RATIO.matcher(text).matches()) {
                    throw new IllegalArgumentException("not a ratio");
                }
                return Double.valueOf(text);
            }),
            "0.01",
            "The share of traces that is recorded, of those that this node chooses for.");

    /** All of them, in the order of the documentation. */
    static final List<Key<?>> ALL = List.of(
            ENDPOINT,
            HEADERS,
            HEADERS_FILE,
            CA_FILE,
            ALLOW_HTTP,
            TIMEOUT,
            METRICS_INTERVAL,
            TRACING,
            SAMPLING,
            RATIO_OF_TRACES);

    private OtlpKeys() {}
}
