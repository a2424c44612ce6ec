package io.cfguardian.server.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What can be set about metrics; parts of {@link Keys#ALL}. */
final class MetricsKeys {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{16,4096}");

    static final Key<Boolean> ENABLED = new Key<>(
            "metrics.enabled", Kind.flag(), "true", "Whether GET /metrics shows the numbers of docs/metrics.md.");
    static final Key<Secret> TOKEN_ITSELF = new Key<>(
            "metrics.token",
            new Kind<>("secret", "16 to 4096 of A-Z, a-z, 0-9 and ._~+/=-", text -> {
                if (!TOKEN.matcher(text).matches()) {
                    throw new IllegalArgumentException("not a bearer token");
                }
                return Secret.of(text);
            }),
            null,
            "A token that whoever reads the metrics has to send in Authorization: Bearer. It opens nothing else. Give this or"
                    + " metrics.token-file; without it anybody who reaches the port may read them.");
    static final Key<Path> TOKEN_FILE =
            new Key<>("metrics.token-file", Kind.path(), null, "A file that holds the token and nothing else.");
    static final Key<Integer> PORT = new Key<>(
            "metrics.port",
            Kind.integer(1, 65_535),
            null,
            "A port of their own for the metrics, in plain HTTP; nothing else is there, and they are nowhere else then.");
    static final Key<String> HOST = new Key<>(
            "metrics.host", Kind.host(), "127.0.0.1", "The address of that port. 0.0.0.0 is every interface.");

    /** All of them, in the order of the documentation. */
    static final List<Key<?>> ALL = List.of(ENABLED, TOKEN_ITSELF, TOKEN_FILE, PORT, HOST);

    private MetricsKeys() {}
}
