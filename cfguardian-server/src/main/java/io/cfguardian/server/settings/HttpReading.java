package io.cfguardian.server.settings;

import io.cfguardian.http.guard.AllowedHosts;
import io.cfguardian.http.guard.CrossOrigins;
import io.cfguardian.http.guard.Exposure;
import io.cfguardian.http.guard.TrustedProxies;
import io.cfguardian.http.tls.Transport;
import io.cfguardian.http.tls.Transport.Encrypted;
import io.cfguardian.http.tls.Transport.Plain;
import io.cfguardian.tls.KeySource;
import io.cfguardian.tls.KeySource.PemFiles;
import io.cfguardian.tls.KeySource.Pkcs12File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads where and to whom clients are served. */
final class HttpReading {

    private final Given given;

    HttpReading(Given given) {
        this.given = given;
    }

    Exposure exposure() {
        return new Exposure(
                new TrustedProxies(given.optional(HttpKeys.HTTP_TRUSTED_PROXIES).orElse(List.of())),
                new AllowedHosts(given.optional(HttpKeys.HTTP_ALLOWED_HOSTS).orElse(List.of())),
                new CrossOrigins(
                        Set.copyOf(given.optional(HttpKeys.HTTP_CORS_ORIGINS).orElse(List.of()))));
    }

    Transport transport() {
        Optional<Path> certificate = given.optional(HttpKeys.HTTP_TLS_CERTIFICATE_FILE);
        Optional<Path> key = given.optional(HttpKeys.HTTP_TLS_KEY_FILE);
        Optional<Path> keyStore = given.optional(HttpKeys.HTTP_TLS_KEYSTORE_FILE);
        Optional<Secret> password =
                given.secret(HttpKeys.HTTP_TLS_KEYSTORE_PASSWORD, HttpKeys.HTTP_TLS_KEYSTORE_PASSWORD_FILE);
        given.together(HttpKeys.HTTP_TLS_CERTIFICATE_FILE, certificate, HttpKeys.HTTP_TLS_KEY_FILE, key);
        given.together(HttpKeys.HTTP_TLS_KEYSTORE_FILE, keyStore, HttpKeys.HTTP_TLS_KEYSTORE_PASSWORD, password);
        if (certificate.isPresent() && keyStore.isPresent()) {
            given.complain(
                    HttpKeys.HTTP_TLS_KEYSTORE_FILE,
                    "expected it or " + HttpKeys.HTTP_TLS_CERTIFICATE_FILE.name() + ", got both");
        }
        Optional<KeySource> keys = keyStore.<KeySource>flatMap(
                        file -> password.map(secret -> new Pkcs12File(file, secret.reveal())))
                .or(() -> certificate.flatMap(file -> key.map(keyFile -> new PemFiles(file, keyFile))));
        OptionalInt redirectPort =
                given.optional(HttpKeys.HTTP_REDIRECT_PORT).map(OptionalInt::of).orElseGet(OptionalInt::empty);
        if (redirectPort.isPresent() && (keys.isEmpty() || given.isAbsent(HttpKeys.HTTP_ALLOWED_HOSTS))) {
            given.complain(
                    HttpKeys.HTTP_REDIRECT_PORT,
                    "expected a certificate (http.tls.*) to redirect to, and the names to redirect to in "
                            + HttpKeys.HTTP_ALLOWED_HOSTS.name());
        }
        return keys.<Transport>map(
                        source -> new Encrypted(source, given.value(HttpKeys.HTTP_TLS_RELOAD_INTERVAL), redirectPort))
                .orElse(Plain.PLAIN);
    }
}
