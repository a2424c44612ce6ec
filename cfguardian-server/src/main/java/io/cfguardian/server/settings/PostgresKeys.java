package io.cfguardian.server.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What can be set about the projection to PostgreSQL; parts of {@link Keys#ALL}. */
final class PostgresKeys {

    private static final Pattern DATABASE = Pattern.compile("/[A-Za-z0-9_.-]{1,63}");

    static final Key<URI> URL = new Key<>(
            "postgres.url",
            new Kind<>("URL", "of the form postgresql://host:port/database, without user and parameters", text -> {
                URI url = URI.create(text);
                if (!"postgresql".equals(url.getScheme())
                        || url.getHost() == null
                        || url.getRawUserInfo() != null
                        || url.getRawQuery() != null
                        || url.getRawFragment() != null
                        || !DATABASE.matcher(url.getRawPath()).matches()) {
                    throw new IllegalArgumentException("not a URL of a database");
                }
                return url;
            }),
            null,
            "The PostgreSQL (15 or later) that the whole history is projected to, the same on every node. Without it nothing is"
                    + " projected, and searches read the node's own store.");
    static final Key<String> USER = new Key<>(
            "postgres.user",
            Kind.matching("text", Pattern.compile("[\\x21-\\x7e]{1,63}"), "1 to 63 visible ASCII characters"),
            "cfguardian",
            "Who signs in there. Makes the schema cfguardian in the database, and owns it.");
    static final Key<Secret> PASSWORD = new Key<>(
            "postgres.password",
            Kind.secret(1),
            null,
            "The password of that user; without one, the server must ask for none.");
    static final Key<Path> PASSWORD_FILE =
            new Key<>("postgres.password-file", Kind.path(), null, "A file that holds the password and nothing else.");
    static final Key<Path> CA_FILE = new Key<>(
            "postgres.ca-file",
            Kind.path(),
            null,
            "Certificates in PEM of the authorities that the server's certificate may come from. Without it those that Java"
                    + " trusts.");
    static final Key<Boolean> ALLOW_PLAIN = new Key<>(
            "postgres.allow-plain",
            Kind.flag(),
            "false",
            "Whether connections to another machine may be in plain text: everybody between can then read and change the"
                    + " history on its way. Connections on this machine are in plain text unless postgres.ca-file is given.");
    static final Key<Integer> CONNECTIONS = new Key<>(
            "postgres.connections",
            Kind.integer(2, 100),
            "4",
            "How many connections this node has open at most; one of the node that leads writes, the others answer searches.");
    static final Key<Duration> QUERY_TIMEOUT = new Key<>(
            "postgres.query-timeout",
            Kind.duration("100ms", "60s"),
            "5s",
            "How long one search may keep the server busy.");
    static final Key<Duration> WRITE_TIMEOUT = new Key<>(
            "postgres.write-timeout",
            Kind.duration("1s", "10m"),
            "30s",
            "How long one statement of a batch may take before the batch is given up and tried again.");

    /** All of them, in the order of the documentation. */
    static final List<Key<?>> ALL = List.of(
            URL, USER, PASSWORD, PASSWORD_FILE, CA_FILE, ALLOW_PLAIN, CONNECTIONS, QUERY_TIMEOUT, WRITE_TIMEOUT);

    private PostgresKeys() {}
}
