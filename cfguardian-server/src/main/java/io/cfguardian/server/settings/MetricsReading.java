package io.cfguardian.server.settings;

import java.util.stream.Stream;

/** Reads who may see metrics, and where. */
final class MetricsReading {

    private final Given given;

    MetricsReading(Given given) {
        this.given = given;
    }

    Settings.Metrics metrics() {
        boolean enabled = given.value(MetricsKeys.ENABLED);
        if (!enabled) {
            Stream.of(MetricsKeys.TOKEN_ITSELF, MetricsKeys.TOKEN_FILE, MetricsKeys.PORT, MetricsKeys.HOST)
                    .filter(key -> !given.isAbsent(key))
                    .forEach(key -> given.complain(key, "expected it with " + MetricsKeys.ENABLED.name()));
        } else if (given.isAbsent(MetricsKeys.PORT) && !given.isAbsent(MetricsKeys.HOST)) {
            given.complain(MetricsKeys.HOST, "expected it with " + MetricsKeys.PORT.name());
        }
        Secret token =
                given.secret(MetricsKeys.TOKEN_ITSELF, MetricsKeys.TOKEN_FILE).orElse(null);
        String host = given.value(MetricsKeys.HOST);
        Address own = given.optional(MetricsKeys.PORT)
                .map(port -> new Address(host, port))
                .orElse(null);
        return new Settings.Metrics(enabled, token, own);
    }
}
