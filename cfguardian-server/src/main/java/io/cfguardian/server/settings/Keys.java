package io.cfguardian.server.settings;

import java.util.List;
import java.util.stream.Stream;

/** Everything that can be set. docs/settings.md is made from this list. */
final class Keys {

    /** All of them, in the order of the documentation. */
    static final List<Key<?>> ALL = Stream.of(
                    NodeKeys.ALL,
                    ClusterKeys.ALL,
                    HttpKeys.ALL,
                    LimitKeys.ALL,
                    IdentityKeys.ALL,
                    SignOnKeys.ALL,
                    WebhookKeys.ALL,
                    BackupKeys.ALL,
                    PostgresKeys.ALL,
                    MetricsKeys.ALL,
                    SentryKeys.ALL,
                    OtlpKeys.ALL)
            .<Key<?>>flatMap(List::stream)
            .toList();

    private Keys() {}
}
