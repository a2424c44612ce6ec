package io.cfguardian.server.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What can be set about reports of errors; parts of {@link Keys#ALL}. */
final class SentryKeys {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9]{1,64}(:[A-Za-z0-9]{1,64})?");
    private static final Pattern PROJECT = Pattern.compile("(/[A-Za-z0-9._-]+)+");

    static final Key<Secret> DSN = new Key<>(
            "sentry.dsn",
            Kind.secretUrl(
                    "https://KEY@host/PROJECT, or with http on 127.0.0.1, [::1] or localhost", SentryKeys::checked),
            null,
            "Where a Sentry-compatible server takes reports of errors (docs/logging.md). Give this or sentry.dsn-file; without it"
                    + " nothing is reported.");
    static final Key<Path> DSN_FILE =
            new Key<>("sentry.dsn-file", Kind.path(), null, "A file that holds the DSN and nothing else.");

    /** All of them, in the order of the documentation. */
    static final List<Key<?>> ALL = List.of(DSN, DSN_FILE);

    private SentryKeys() {}

    private static URI checked(URI dsn) {
        if (!Kind.isWebServer(dsn)
                || dsn.getRawUserInfo() == null
                || !KEY.matcher(dsn.getRawUserInfo()).matches()
                || !PROJECT.matcher(dsn.getRawPath()).matches()
                || dsn.getRawQuery() != null
                || dsn.getRawFragment() != null) {
            throw new IllegalArgumentException("not a DSN");
        }
        return dsn;
    }
}
