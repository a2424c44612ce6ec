package io.cfguardian.server.settings;

import io.cfguardian.postgres.PostgresSettings;
import io.cfguardian.postgres.PostgresSettings.Security;
import io.cfguardian.postgres.PostgresSettings.Security.Plain;
import io.cfguardian.postgres.PostgresSettings.Security.Tls;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads where the history is projected to. */
final class PostgresReading {

    private static final int USUAL_PORT = 5432;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private final Given given;

    PostgresReading(Given given) {
        this.given = given;
    }

    /** @param node its name, which the server shows beside its connections */
    @Nullable
    PostgresSettings postgres(String node) {
        Optional<URI> url = given.optional(PostgresKeys.URL);
        Optional<Secret> password = given.secret(PostgresKeys.PASSWORD, PostgresKeys.PASSWORD_FILE);
        Optional<Path> ca = given.optional(PostgresKeys.CA_FILE);
        ca.filter(file -> !Files.isReadable(file))
                .ifPresent(file -> given.complain(
                        PostgresKeys.CA_FILE,
                        Problem.shown(file.toString()),
                        "expected a file with certificates in PEM"));
        if (given.isAbsent(PostgresKeys.URL)) {
            PostgresKeys.ALL.stream()
                    .filter(key -> !given.isAbsent(key))
                    .forEach(key -> given.complain(key, "expected it with " + PostgresKeys.URL.name()));
            return null;
        }
        if (url.isEmpty()) {
            return null;
        }
        URI server = url.get();
        return new PostgresSettings(
                server.getHost(),
                server.getPort() < 0 ? USUAL_PORT : server.getPort(),
                server.getPath().substring(1),
                given.value(PostgresKeys.USER),
                password.map(Secret::reveal).orElse(""),
                security(server, ca.orElse(null)),
                given.value(PostgresKeys.CONNECTIONS),
                given.value(PostgresKeys.QUERY_TIMEOUT),
                given.value(PostgresKeys.WRITE_TIMEOUT),
                "cfguardian " + node);
    }

    private Security security(URI server, @Nullable Path ca) {
        boolean plain = LOOPBACK.contains(server.getHost()) || given.value(PostgresKeys.ALLOW_PLAIN);
        return plain && ca == null ? new Plain() : new Tls(ca);
    }
}
