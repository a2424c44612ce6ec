package io.cfguardian.server.settings;

import io.cfguardian.app.identity.account.Registration.Admission;
import io.cfguardian.app.identity.port.MasterSecret;
import io.cfguardian.app.identity.port.PasswordPolicy;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.http.guard.AllowedHosts.Host;
import io.cfguardian.http.guard.CrossOrigins;
import io.cfguardian.http.guard.Network;
import io.cfguardian.http.quota.Sharing.InRedis;
import io.cfguardian.server.settings.Settings.LogFormat;
import io.cfguardian.server.settings.Settings.LogLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Everything that can be set. docs/settings.md is made from this list. */
final class Keys {

    static final Key<String> NODE_ID = new Key<>(
            "node.id",
            Kind.matching("text", Member.ID, "1 to 63 characters of a-z, 0-9 and inner hyphens"),
            "node-1",
            "This node's name in the cluster. Never give it to another node.");
    static final Key<Path> NODE_DATA = new Key<>(
            "node.data",
            Kind.path(),
            "data",
            "The directory of this node's log, state and snapshots. Made when absent. Never shared, never emptied in part.");
    static final Key<Duration> NODE_STOP_TIMEOUT = new Key<>(
            "node.stop-timeout",
            Kind.duration("1s", "10m"),
            "20s",
            "How long an orderly stop may take before the process ends anyway.");
    static final Key<String> CLUSTER_NAME = new Key<>(
            "cluster.name",
            Kind.matching(
                    "text",
                    Pattern.compile("[a-z]([a-z0-9-]{0,62}[a-z0-9])?"),
                    "1 to 64 characters of a-z, 0-9 and inner hyphens, the first a letter"),
            "cfguardian",
            "The cluster's name, the same on every node. Nodes of different names do not talk.");
    static final Key<List<Member>> CLUSTER_MEMBERS = new Key<>(
            "cluster.members",
            Kind.members(),
            null,
            "All nodes of the cluster, this one included, the same list on every node. Without it the node is a cluster of one.");
    static final Key<Path> CLUSTER_TLS_CERTIFICATE_FILE = new Key<>(
            "cluster.tls.certificate-file",
            Kind.path(),
            null,
            "This node's certificate in PEM, with those between it and the root. It names the cluster, the node and the host of raft.host; cfguardian certs makes such ones.");
    static final Key<Path> CLUSTER_TLS_KEY_FILE = new Key<>(
            "cluster.tls.key-file",
            Kind.path(),
            null,
            "The certificate's private key in PEM, as PKCS#8 and not encrypted.");
    static final Key<Path> CLUSTER_TLS_CA_FILE = new Key<>(
            "cluster.tls.ca-file",
            Kind.path(),
            null,
            "The certificates in PEM of the authorities whose nodes this one talks to. Keep them for nodes alone.");
    static final Key<Duration> CLUSTER_TLS_RELOAD_INTERVAL = new Key<>(
            "cluster.tls.reload-interval",
            Kind.duration("1s", "1h"),
            "10s",
            "How often the three files are looked at. New ones are taken without a restart; such that other nodes would refuse are logged, and the old ones stay.");
    static final Key<Boolean> CLUSTER_PLAINTEXT = new Key<>(
            "cluster.plaintext",
            Kind.flag(),
            "false",
            "Lets the nodes of a cluster on loopback talk without encryption, in place of cluster.tls.*. Whoever works on the machine then owns the cluster: for trying out.");
    static final Key<String> HTTP_HOST = new Key<>(
            "http.host", Kind.host(), "127.0.0.1", "The address to serve clients on. 0.0.0.0 is every interface.");
    static final Key<Integer> HTTP_PORT =
            new Key<>("http.port", Kind.integer(1, 65_535), "8080", "The port to serve clients on.");
    static final Key<List<Host>> HTTP_ALLOWED_HOSTS = new Key<>(
            "http.allowed-hosts",
            Kind.list("host names or IP addresses, each with :port or without", Host::parse),
            null,
            "The names that clients call this node by. A request for another is answered 421, but for /health, /live and /ready. Without it any name will do.");
    static final Key<List<Network>> HTTP_TRUSTED_PROXIES = new Key<>(
            "http.trusted-proxies",
            Kind.list("IP addresses and networks (10.0.0.0/8, fd00::/8)", Network::parse),
            null,
            "The proxies before this node. What they say in Forwarded or X-Forwarded-For and -Proto is believed; nobody else is.");
    static final Key<List<String>> HTTP_CORS_ORIGINS = new Key<>(
            "http.cors-origins",
            Kind.list("origins as browsers write them (https://console.example.org)", CrossOrigins::checked),
            null,
            "The origins whose pages may read answers. Without it there is no CORS.");
    static final Key<Path> HTTP_TLS_CERTIFICATE_FILE = new Key<>(
            "http.tls.certificate-file",
            Kind.path(),
            null,
            "The certificate in PEM, with those between it and the root. With it, or with a key store, clients are served over HTTPS alone.");
    static final Key<Path> HTTP_TLS_KEY_FILE = new Key<>(
            "http.tls.key-file",
            Kind.path(),
            null,
            "The certificate's private key in PEM, as PKCS#8 and not encrypted.");
    static final Key<Path> HTTP_TLS_KEYSTORE_FILE = new Key<>(
            "http.tls.keystore-file",
            Kind.path(),
            null,
            "A PKCS#12 file with certificate and key, in place of the two files.");
    static final Key<Secret> HTTP_TLS_KEYSTORE_PASSWORD = new Key<>(
            "http.tls.keystore-password",
            Kind.secret(1),
            null,
            "The key store's password. Give this or http.tls.keystore-password-file.");
    static final Key<Path> HTTP_TLS_KEYSTORE_PASSWORD_FILE = new Key<>(
            "http.tls.keystore-password-file",
            Kind.path(),
            null,
            "A file that holds the key store's password and nothing else.");
    static final Key<Duration> HTTP_TLS_RELOAD_INTERVAL = new Key<>(
            "http.tls.reload-interval",
            Kind.duration("1s", "1h"),
            "10s",
            "How often the files are looked at. A new certificate is taken without a restart; one that makes no sense is logged, and the old one stays.");
    static final Key<Integer> HTTP_REDIRECT_PORT = new Key<>(
            "http.redirect-port",
            Kind.integer(1, 65_535),
            null,
            "A port that answers plain HTTP with a redirect to HTTPS under the names of http.allowed-hosts, which it needs.");
    static final Key<String> RAFT_HOST = new Key<>(
            "raft.host",
            Kind.memberHost(),
            "127.0.0.1",
            "The address to listen on for the other nodes, as cluster.members has it. Nothing is open on other interfaces.");
    static final Key<Integer> RAFT_PORT = new Key<>(
            "raft.port",
            Kind.integer(1, 65_534),
            "7400",
            "The port to listen on for the other nodes, as cluster.members has it.");
    static final Key<Duration> RAFT_ELECTION_TIMEOUT = new Key<>(
            "raft.election-timeout",
            Kind.duration("100ms", "60s"),
            "1s",
            "A node that has not heard of the leader for so long asks to be elected. 3s to 5s suit nodes in different zones and slow disks.");
    static final Key<Duration> RAFT_SNAPSHOT_INTERVAL = new Key<>(
            "raft.snapshot-interval",
            Kind.duration("10s", "20d"),
            "30m",
            "The time between two snapshots, after each of which older log is dropped.");
    static final Key<Long> RAFT_SNAPSHOT_LOG_BYTES = new Key<>(
            "raft.snapshot-log-bytes",
            Kind.bytes("64KiB", "64GiB"),
            "256MiB",
            "A snapshot is also taken after so much log, which bounds what a restart replays.");
    static final Key<Long> STORE_CACHE_BYTES = new Key<>(
            "store.cache-bytes",
            Kind.bytes("1MiB", "1024GiB"),
            "64MiB",
            "Data of the store that is kept in memory, beside the Java heap.");
    static final Key<Long> STORE_MEMTABLE_BYTES = new Key<>(
            "store.memtable-bytes",
            Kind.bytes("1MiB", "16GiB"),
            "32MiB",
            "Changes that are kept in memory before they go to a file, beside the Java heap. A node applies them again after a crash.");
    static final Key<Long> LIMITS_REQUEST_BYTES = new Key<>(
            "limits.request-bytes",
            Kind.bytes("64KiB", "64MiB"),
            "10MiB",
            "The largest body of a request. More is answered 413.");
    static final Key<Long> LIMITS_DOCUMENT_BYTES = new Key<>(
            "limits.document-bytes",
            Kind.bytes("1KiB", "1MiB"),
            "1MiB",
            "The largest document or schema that this node takes from a client. More is answered 413.");
    static final Key<Integer> LIMITS_WATCHES = new Key<>(
            "limits.watches",
            Kind.integer(1, 100_000),
            "1000",
            "Watches open at one time on this node. More are answered 503.");
    static final Key<Integer> LIMITS_LONG_POLLS = new Key<>(
            "limits.long-polls",
            Kind.integer(1, 100_000),
            "2000",
            "Requests that wait for a change at one time on this node. More are answered 503.");
    static final Key<Long> LIMITS_IN_FLIGHT_BYTES = new Key<>(
            "limits.in-flight-bytes",
            Kind.bytes("16MiB", "4GiB"),
            "64MiB",
            "Bytes of writes on their way through this node. More are answered 503.");
    static final Key<Duration> LIMITS_VALIDATION_TIME = new Key<>(
            "limits.validation-time",
            Kind.duration("10ms", "60s"),
            "1s",
            "How long one document may take against its schema. Longer is answered 422.");
    static final Key<Integer> LIMITS_RATE_ADDRESS = new Key<>(
            "limits.rate.address",
            Kind.integer(0, 1_000_000),
            "100",
            "Requests per second of one client address, the health paths not counted. More are answered 429; 0 is no limit.");
    static final Key<Integer> LIMITS_RATE_LOGIN = new Key<>(
            "limits.rate.login",
            Kind.integer(0, 1_000_000),
            "5",
            "Attempts to log in per minute of one client address. More are answered 429; 0 is no limit.");
    static final Key<Integer> LIMITS_RATE_REGISTER = new Key<>(
            "limits.rate.register",
            Kind.integer(0, 1_000_000),
            "3",
            "Attempts to register per minute of one client address. More are answered 429; 0 is no limit.");
    static final Key<Integer> LIMITS_RATE_REFRESH = new Key<>(
            "limits.rate.refresh",
            Kind.integer(0, 1_000_000),
            "10",
            "Refreshes of tokens per minute of one client address. More are answered 429; 0 is no limit.");
    static final Key<Integer> LIMITS_RATE_CREDENTIAL = new Key<>(
            "limits.rate.credential",
            Kind.integer(0, 1_000_000),
            "100",
            "Requests per second of one user or service token. More are answered 429; 0 is no limit.");
    static final Key<Secret> REDIS_URL = new Key<>(
            "redis.url",
            Kind.secretUrl("redis://user:password@host:port, or rediss:// for TLS", InRedis::checked),
            null,
            "A Redis or Valkey in which the nodes count requests together. While it is away each node counts by itself. Give this or redis.url-file.");
    static final Key<Path> REDIS_URL_FILE =
            new Key<>("redis.url-file", Kind.path(), null, "A file that holds the URL of the Redis and nothing else.");
    static final Key<MasterSecret> SECRETS_MASTER = new Key<>(
            "secrets.master",
            Kind.masterSecret(),
            null,
            "What the secrets in the state are sealed with, the same on every node. Give this or secrets.master-file. Better in the variable or a file of its own than in the settings file.");
    static final Key<Path> SECRETS_MASTER_FILE =
            new Key<>("secrets.master-file", Kind.path(), null, "A file that holds secrets.master and nothing else.");
    static final Key<MasterSecret> SECRETS_PREVIOUS_MASTER = new Key<>(
            "secrets.previous-master",
            Kind.masterSecret(),
            null,
            "What secrets.master takes the place of. Set both on all nodes until the leader says that it has changed over.");
    static final Key<Path> SECRETS_PREVIOUS_MASTER_FILE = new Key<>(
            "secrets.previous-master-file",
            Kind.path(),
            null,
            "A file that holds secrets.previous-master and nothing else.");
    static final Key<EmailAddress> ADMIN_EMAIL = new Key<>(
            "admin.email",
            Kind.email(),
            "admin@localhost",
            "The e-mail address of the first administrator, who is made when the cluster has no user yet.");
    static final Key<Secret> ADMIN_PASSWORD = new Key<>(
            "admin.password",
            Kind.secret(PasswordPolicy.CODE_POINTS_MIN),
            null,
            "The first administrator's password. Without it and admin.password-file a random one is printed once.");
    static final Key<Path> ADMIN_PASSWORD_FILE = new Key<>(
            "admin.password-file",
            Kind.path(),
            null,
            "A file that holds the first administrator's password and nothing else.");
    static final Key<Duration> AUTH_ACCESS_TOKEN_LIFETIME = new Key<>(
            "auth.access-token-lifetime",
            Kind.duration("1m", "24h"),
            "15m",
            "How long an access token lasts. Its session can end it at once.");
    static final Key<Duration> AUTH_SESSION_LIFETIME = new Key<>(
            "auth.session-lifetime",
            Kind.duration("5m", "90d"),
            "7d",
            "How long a session lasts after its last refresh.");
    static final Key<Integer> AUTH_PASSWORD_COST = new Key<>(
            "auth.password-cost",
            Kind.integer(10, 16),
            "12",
            "The cost of hashing a password (bcrypt); each step doubles the time.");
    static final Key<Boolean> AUTH_ADMINISTRATORS_NEED_MFA = new Key<>(
            "auth.administrators-need-mfa",
            Kind.flag(),
            "false",
            "Whether an administrator without a second factor can do nothing but set one up.");
    static final Key<Admission> AUTH_REGISTRATION = new Key<>(
            "auth.registration",
            Kind.choice(Admission.class),
            "closed",
            "Whether people may register by themselves. With approval an administrator has to enable each before it can sign in.");
    static final Key<Duration> AUTH_KEY_ROTATION = new Key<>(
            "auth.key-rotation",
            Kind.duration("1d", "3650d"),
            "30d",
            "How long one key signs access tokens before the leader makes another.");
    static final Key<Duration> AUTH_EVENTS_KEPT = new Key<>(
            "auth.events-kept",
            Kind.duration("1d", "3650d"),
            "90d",
            "How long security events are kept. The journal keeps what changed for ever.");
    static final Key<LogFormat> LOG_FORMAT =
            new Key<>("log.format", Kind.choice(LogFormat.class), "text", "How a line of the log looks.");
    static final Key<LogLevel> LOG_LEVEL = new Key<>(
            "log.level",
            Kind.choice(LogLevel.class),
            "info",
            "The least important thing that is logged. Libraries log their warnings only, unless it is debug or trace.");

    /** All of them, in the order of the documentation. */
    static final List<Key<?>> ALL = List.of(
            NODE_ID,
            NODE_DATA,
            NODE_STOP_TIMEOUT,
            CLUSTER_NAME,
            CLUSTER_MEMBERS,
            CLUSTER_TLS_CERTIFICATE_FILE,
            CLUSTER_TLS_KEY_FILE,
            CLUSTER_TLS_CA_FILE,
            CLUSTER_TLS_RELOAD_INTERVAL,
            CLUSTER_PLAINTEXT,
            HTTP_HOST,
            HTTP_PORT,
            HTTP_ALLOWED_HOSTS,
            HTTP_TRUSTED_PROXIES,
            HTTP_CORS_ORIGINS,
            HTTP_TLS_CERTIFICATE_FILE,
            HTTP_TLS_KEY_FILE,
            HTTP_TLS_KEYSTORE_FILE,
            HTTP_TLS_KEYSTORE_PASSWORD,
            HTTP_TLS_KEYSTORE_PASSWORD_FILE,
            HTTP_TLS_RELOAD_INTERVAL,
            HTTP_REDIRECT_PORT,
            RAFT_HOST,
            RAFT_PORT,
            RAFT_ELECTION_TIMEOUT,
            RAFT_SNAPSHOT_INTERVAL,
            RAFT_SNAPSHOT_LOG_BYTES,
            STORE_CACHE_BYTES,
            STORE_MEMTABLE_BYTES,
            LIMITS_REQUEST_BYTES,
            LIMITS_DOCUMENT_BYTES,
            LIMITS_WATCHES,
            LIMITS_LONG_POLLS,
            LIMITS_IN_FLIGHT_BYTES,
            LIMITS_VALIDATION_TIME,
            LIMITS_RATE_ADDRESS,
            LIMITS_RATE_LOGIN,
            LIMITS_RATE_REGISTER,
            LIMITS_RATE_REFRESH,
            LIMITS_RATE_CREDENTIAL,
            REDIS_URL,
            REDIS_URL_FILE,
            SECRETS_MASTER,
            SECRETS_MASTER_FILE,
            SECRETS_PREVIOUS_MASTER,
            SECRETS_PREVIOUS_MASTER_FILE,
            ADMIN_EMAIL,
            ADMIN_PASSWORD,
            ADMIN_PASSWORD_FILE,
            AUTH_ACCESS_TOKEN_LIFETIME,
            AUTH_SESSION_LIFETIME,
            AUTH_PASSWORD_COST,
            AUTH_ADMINISTRATORS_NEED_MFA,
            AUTH_REGISTRATION,
            AUTH_KEY_ROTATION,
            AUTH_EVENTS_KEPT,
            SignOnKeys.PROVIDER,
            SignOnKeys.ISSUER,
            SignOnKeys.CLIENT_ID,
            SignOnKeys.CLIENT_SECRET,
            SignOnKeys.CLIENT_SECRET_FILE,
            SignOnKeys.REDIRECT_URI,
            SignOnKeys.SCOPES,
            SignOnKeys.ROLES_CLAIM,
            SignOnKeys.ADMINISTRATORS,
            SignOnKeys.ROLES,
            SignOnKeys.LINK_BY_EMAIL,
            SignOnKeys.CREATE_USERS,
            WebhookKeys.URL,
            WebhookKeys.URL_FILE,
            WebhookKeys.FORMAT,
            WebhookKeys.BEARER,
            WebhookKeys.BEARER_FILE,
            WebhookKeys.SIGNING_SECRET,
            WebhookKeys.SIGNING_SECRET_FILE,
            WebhookKeys.CA_FILE,
            WebhookKeys.TIMEOUT,
            WebhookKeys.ALLOW_HTTP,
            LOG_FORMAT,
            LOG_LEVEL);

    private Keys() {}
}
