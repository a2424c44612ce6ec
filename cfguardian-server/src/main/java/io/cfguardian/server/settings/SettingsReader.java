package io.cfguardian.server.settings;

import io.cfguardian.http.guard.AllowedHosts;
import io.cfguardian.http.guard.CrossOrigins;
import io.cfguardian.http.guard.Exposure;
import io.cfguardian.http.guard.TrustedProxies;
import io.cfguardian.http.quota.Rate;
import io.cfguardian.http.quota.RateSettings;
import io.cfguardian.http.quota.Rates;
import io.cfguardian.http.quota.Sharing;
import io.cfguardian.http.quota.Sharing.Alone;
import io.cfguardian.http.quota.Sharing.InRedis;
import io.cfguardian.http.tls.KeySource;
import io.cfguardian.http.tls.KeySource.PemFiles;
import io.cfguardian.http.tls.KeySource.Pkcs12File;
import io.cfguardian.http.tls.Transport;
import io.cfguardian.http.tls.Transport.Encrypted;
import io.cfguardian.http.tls.Transport.Plain;
import io.cfguardian.server.settings.SettingsResult.Refused;
import io.cfguardian.server.settings.SettingsResult.Usable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the settings: a variable comes before the file, the file before the default. Confined to one thread. */
public final class SettingsReader {

    private final Sources sources;
    private final List<Problem> problems;
    private final Set<Key<?>> unsound = new HashSet<>();

    private SettingsReader(Sources sources, List<Problem> problems) {
        this.sources = sources;
        this.problems = problems;
    }

    /**
     * Reads everything and finds every problem. Touches the settings file and the token's file, and nothing else.
     *
     * @param file a YAML file, null for none
     * @param environment all variables of the process
     */
    public static SettingsResult read(@Nullable Path file, Map<String, String> environment) {
        List<Problem> problems = new ArrayList<>();
        return new SettingsReader(Sources.open(file, environment, problems), problems).read();
    }

    private SettingsResult read() {
        Address http = new Address(value(Keys.HTTP_HOST), value(Keys.HTTP_PORT));
        Address raft = new Address(value(Keys.RAFT_HOST), value(Keys.RAFT_PORT));
        String id = value(Keys.NODE_ID);
        List<Member> members = optional(Keys.CLUSTER_MEMBERS).orElseGet(() -> List.of(new Member(id, raft, http)));
        Secret token = token();
        Settings settings = new Settings(
                new Settings.Node(id, value(Keys.NODE_DATA), value(Keys.NODE_STOP_TIMEOUT)),
                new Settings.Cluster(value(Keys.CLUSTER_NAME), members),
                new Settings.Http(http, exposure(), transport()),
                new Settings.Raft(
                        raft,
                        value(Keys.RAFT_ELECTION_TIMEOUT),
                        value(Keys.RAFT_SNAPSHOT_INTERVAL),
                        value(Keys.RAFT_SNAPSHOT_LOG_BYTES)),
                new Settings.Store(value(Keys.STORE_CACHE_BYTES), value(Keys.STORE_MEMTABLE_BYTES)),
                new Settings.Limits(
                        value(Keys.LIMITS_REQUEST_BYTES),
                        Math.toIntExact(value(Keys.LIMITS_DOCUMENT_BYTES)),
                        value(Keys.LIMITS_WATCHES),
                        value(Keys.LIMITS_LONG_POLLS),
                        value(Keys.LIMITS_IN_FLIGHT_BYTES),
                        value(Keys.LIMITS_VALIDATION_TIME),
                        rates()),
                new Settings.Admin(token),
                new Settings.Log(value(Keys.LOG_FORMAT), value(Keys.LOG_LEVEL)));
        Rules.check(settings, key -> !unsound.contains(key), problems);
        return problems.isEmpty() ? new Usable(settings) : new Refused(problems);
    }

    private RateSettings rates() {
        Rates rates = new Rates(
                Rate.perSecond(value(Keys.LIMITS_RATE_ADDRESS)),
                Rate.perMinute(value(Keys.LIMITS_RATE_LOGIN)),
                Rate.perMinute(value(Keys.LIMITS_RATE_REGISTER)),
                Rate.perMinute(value(Keys.LIMITS_RATE_REFRESH)),
                Rate.perSecond(value(Keys.LIMITS_RATE_CREDENTIAL)));
        Sharing sharing = secret(Keys.REDIS_URL, Keys.REDIS_URL_FILE)
                .<Sharing>map(url -> new InRedis(URI.create(url.reveal()), value(Keys.CLUSTER_NAME)))
                .orElse(Alone.ALONE);
        return new RateSettings(rates, sharing);
    }

    private Exposure exposure() {
        return new Exposure(
                new TrustedProxies(optional(Keys.HTTP_TRUSTED_PROXIES).orElse(List.of())),
                new AllowedHosts(optional(Keys.HTTP_ALLOWED_HOSTS).orElse(List.of())),
                new CrossOrigins(Set.copyOf(optional(Keys.HTTP_CORS_ORIGINS).orElse(List.of()))));
    }

    /** The value of a key that has a default; the default, too, when what was given is wrong, so that reading goes on. */
    private <T> T value(Key<T> key) {
        return optional(key).orElseGet(() -> {
            if (key.defaultText() == null) {
                throw new IllegalStateException(key.name() + " has no default");
            }
            return key.kind().parse(key.defaultText());
        });
    }

    private <T> Optional<T> optional(Key<T> key) {
        Optional<String> text = sources.text(key).map(String::strip);
        return text.flatMap(given -> parsed(key, given, sources.origin(key)));
    }

    private <T> Optional<T> parsed(Key<T> key, String given, String origin) {
        try {
            return Optional.of(key.kind().parse(given));
        } catch (RuntimeException unfit) {
            String shown = key.kind().isSecret() ? "a text of " + given.length() + " characters" : Problem.shown(given);
            unsound.add(key);
            problems.add(new Problem(
                    key.name(),
                    shown + " in " + origin,
                    "expected " + key.kind().range()));
            return Optional.empty();
        }
    }

    private Transport transport() {
        Optional<Path> certificate = optional(Keys.HTTP_TLS_CERTIFICATE_FILE);
        Optional<Path> key = optional(Keys.HTTP_TLS_KEY_FILE);
        Optional<Path> keyStore = optional(Keys.HTTP_TLS_KEYSTORE_FILE);
        Optional<Secret> password = secret(Keys.HTTP_TLS_KEYSTORE_PASSWORD, Keys.HTTP_TLS_KEYSTORE_PASSWORD_FILE);
        together(Keys.HTTP_TLS_CERTIFICATE_FILE, certificate, Keys.HTTP_TLS_KEY_FILE, key);
        together(Keys.HTTP_TLS_KEYSTORE_FILE, keyStore, Keys.HTTP_TLS_KEYSTORE_PASSWORD, password);
        if (certificate.isPresent() && keyStore.isPresent()) {
            complain(
                    Keys.HTTP_TLS_KEYSTORE_FILE,
                    "expected it or " + Keys.HTTP_TLS_CERTIFICATE_FILE.name() + ", got both");
        }
        Optional<KeySource> keys = keyStore.<KeySource>flatMap(
                        file -> password.map(secret -> new Pkcs12File(file, secret.reveal())))
                .or(() -> certificate.flatMap(file -> key.map(keyFile -> new PemFiles(file, keyFile))));
        OptionalInt redirectPort =
                optional(Keys.HTTP_REDIRECT_PORT).map(OptionalInt::of).orElseGet(OptionalInt::empty);
        if (redirectPort.isPresent()
                && (keys.isEmpty() || sources.text(Keys.HTTP_ALLOWED_HOSTS).isEmpty())) {
            complain(
                    Keys.HTTP_REDIRECT_PORT,
                    "expected a certificate (http.tls.*) to redirect to, and the names to redirect to in "
                            + Keys.HTTP_ALLOWED_HOSTS.name());
        }
        return keys.<Transport>map(source -> new Encrypted(source, value(Keys.HTTP_TLS_RELOAD_INTERVAL), redirectPort))
                .orElse(Plain.PLAIN);
    }

    private void together(Key<?> one, Optional<?> ofOne, Key<?> other, Optional<?> ofOther) {
        if (ofOne.isPresent() != ofOther.isPresent()) {
            complain(ofOne.isPresent() ? other : one, "expected it with " + (ofOne.isPresent() ? one : other).name());
        }
    }

    private void complain(Key<?> key, String expected) {
        problems.add(new Problem(key.name(), "", expected));
    }

    /** A secret that may be given itself or in a file of its own. */
    private Optional<Secret> secret(Key<Secret> key, Key<Path> file) {
        if (sources.text(key).isPresent() && sources.text(file).isPresent()) {
            complain(key, "expected it or " + file.name() + ", got both");
        }
        return optional(key).or(() -> optional(file).flatMap(path -> secretIn(path, key, file)));
    }

    private Secret token() {
        boolean token = sources.text(Keys.ADMIN_TOKEN).isPresent();
        boolean file = sources.text(Keys.ADMIN_TOKEN_FILE).isPresent();
        if (token == file) {
            problems.add(new Problem(
                    Keys.ADMIN_TOKEN.name(),
                    "",
                    "expected either " + Keys.ADMIN_TOKEN.name() + " (" + Keys.ADMIN_TOKEN.variable() + ") or "
                            + Keys.ADMIN_TOKEN_FILE.name() + " (" + Keys.ADMIN_TOKEN_FILE.variable() + "), "
                            + (token ? "got both" : "got neither")));
        }
        Optional<Secret> given = optional(Keys.ADMIN_TOKEN);
        return given.or(() -> optional(Keys.ADMIN_TOKEN_FILE)
                        .flatMap(path -> secretIn(path, Keys.ADMIN_TOKEN, Keys.ADMIN_TOKEN_FILE)))
                .orElseGet(() -> Secret.of(""));
    }

    private Optional<Secret> secretIn(Path path, Key<Secret> key, Key<Path> file) {
        try {
            return parsed(key, Files.readString(path).strip(), path.toString());
        } catch (IOException unreadable) {
            problems.add(new Problem(
                    file.name(),
                    Problem.shown(path.toString()),
                    "cannot be read (" + Sources.reason(unreadable) + ")"));
            return Optional.empty();
        }
    }
}
