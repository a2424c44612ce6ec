package io.cfguardian.server.settings;

import io.cfguardian.http.guard.AllowedHosts.Host;
import io.cfguardian.http.guard.CrossOrigins;
import io.cfguardian.http.guard.Network;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What can be set about serving clients; parts of {@link Keys#ALL}. */
final class HttpKeys {

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

    /** All of them, in the order of the documentation. */
    static final List<Key<?>> ALL = List.of(
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
            HTTP_REDIRECT_PORT);

    private HttpKeys() {}
}
