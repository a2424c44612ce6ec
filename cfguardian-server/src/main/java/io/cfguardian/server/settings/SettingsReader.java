package io.cfguardian.server.settings;

import io.cfguardian.app.identity.port.MasterSecret;
import io.cfguardian.app.identity.provider.RoleMapping;
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
import io.cfguardian.http.tls.Transport;
import io.cfguardian.http.tls.Transport.Encrypted;
import io.cfguardian.http.tls.Transport.Plain;
import io.cfguardian.identity.oidc.ProviderSettings;
import io.cfguardian.identity.webhook.SigningSecret;
import io.cfguardian.identity.webhook.TrustedRoots;
import io.cfguardian.identity.webhook.WebhookSettings;
import io.cfguardian.raft.consensus.ChannelPolicy;
import io.cfguardian.server.settings.SettingsResult.Refused;
import io.cfguardian.server.settings.SettingsResult.Usable;
import io.cfguardian.tls.KeySource;
import io.cfguardian.tls.KeySource.PemFiles;
import io.cfguardian.tls.KeySource.Pkcs12File;
import io.cfguardian.tls.MemberFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the settings: a variable comes before the file, the file before the default. Confined to one thread. */
public final class SettingsReader {

    private static final int STAND_IN_BYTES = 48;

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
        Settings settings = new Settings(
                new Settings.Node(id, value(Keys.NODE_DATA), value(Keys.NODE_STOP_TIMEOUT)),
                new Settings.Cluster(value(Keys.CLUSTER_NAME), members, channel()),
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
                identity(),
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
        Sharing sharing = given(Keys.REDIS_URL, Keys.REDIS_URL_FILE)
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

    private ChannelPolicy channel() {
        List<Key<Path>> keys =
                List.of(Keys.CLUSTER_TLS_CERTIFICATE_FILE, Keys.CLUSTER_TLS_KEY_FILE, Keys.CLUSTER_TLS_CA_FILE);
        List<Key<Path>> given = keys.stream().filter(key -> !isAbsent(key)).toList();
        boolean plain = value(Keys.CLUSTER_PLAINTEXT);
        if (plain && !given.isEmpty()) {
            complain(
                    Keys.CLUSTER_PLAINTEXT, "expected it or " + given.getFirst().name() + ", got both");
        } else if (!plain && given.isEmpty() && !unsound.contains(Keys.CLUSTER_PLAINTEXT)) {
            complain(
                    Keys.CLUSTER_TLS_CERTIFICATE_FILE,
                    "expected it, " + Keys.CLUSTER_TLS_KEY_FILE.name() + " and " + Keys.CLUSTER_TLS_CA_FILE.name()
                            + " (\"cfguardian certs\" makes all three); or " + Keys.CLUSTER_PLAINTEXT.name()
                            + ": true, to try things out on one machine");
        } else if (!given.isEmpty()) {
            keys.stream()
                    .filter(this::isAbsent)
                    .forEach(key ->
                            complain(key, "expected it with " + given.getFirst().name()));
        }
        Optional<Path> certificate = optional(Keys.CLUSTER_TLS_CERTIFICATE_FILE);
        Optional<Path> key = optional(Keys.CLUSTER_TLS_KEY_FILE);
        Optional<Path> authorities = optional(Keys.CLUSTER_TLS_CA_FILE);
        if (certificate.isEmpty() || key.isEmpty() || authorities.isEmpty()) {
            return ChannelPolicy.Plain.PLAIN;
        }
        return new ChannelPolicy.Encrypted(
                new MemberFiles(certificate.get(), key.get(), authorities.get()),
                value(Keys.CLUSTER_TLS_RELOAD_INTERVAL));
    }

    private Transport transport() {
        Optional<Path> certificate = optional(Keys.HTTP_TLS_CERTIFICATE_FILE);
        Optional<Path> key = optional(Keys.HTTP_TLS_KEY_FILE);
        Optional<Path> keyStore = optional(Keys.HTTP_TLS_KEYSTORE_FILE);
        Optional<Secret> password = given(Keys.HTTP_TLS_KEYSTORE_PASSWORD, Keys.HTTP_TLS_KEYSTORE_PASSWORD_FILE);
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

    private Settings.Identity identity() {
        Optional<MasterSecret> master = given(Keys.SECRETS_MASTER, Keys.SECRETS_MASTER_FILE);
        if (master.isEmpty() && isAbsent(Keys.SECRETS_MASTER) && isAbsent(Keys.SECRETS_MASTER_FILE)) {
            problems.add(new Problem(
                    Keys.SECRETS_MASTER.name(),
                    "",
                    "expected " + Keys.SECRETS_MASTER_FILE.name() + " (" + Keys.SECRETS_MASTER_FILE.variable() + ") or "
                            + Keys.SECRETS_MASTER.name() + " (" + Keys.SECRETS_MASTER.variable() + "), got neither; "
                            + "make one by: openssl rand -base64 32"));
        }
        return new Settings.Identity(
                master.orElseGet(SettingsReader::standIn),
                given(Keys.SECRETS_PREVIOUS_MASTER, Keys.SECRETS_PREVIOUS_MASTER_FILE)
                        .orElse(null),
                new Settings.Administrator(
                        value(Keys.ADMIN_EMAIL),
                        given(Keys.ADMIN_PASSWORD, Keys.ADMIN_PASSWORD_FILE).orElse(null)),
                value(Keys.AUTH_ACCESS_TOKEN_LIFETIME).truncatedTo(ChronoUnit.SECONDS),
                value(Keys.AUTH_SESSION_LIFETIME),
                value(Keys.AUTH_PASSWORD_COST),
                value(Keys.AUTH_ADMINISTRATORS_NEED_MFA),
                value(Keys.AUTH_REGISTRATION),
                value(Keys.AUTH_KEY_ROTATION),
                value(Keys.AUTH_EVENTS_KEPT),
                signOn(),
                webhook());
    }

    private Settings.@Nullable SignOn signOn() {
        Optional<String> name = optional(SignOnKeys.PROVIDER);
        Optional<URI> issuer = optional(SignOnKeys.ISSUER);
        Optional<String> clientId = optional(SignOnKeys.CLIENT_ID);
        Optional<Secret> clientSecret = given(SignOnKeys.CLIENT_SECRET, SignOnKeys.CLIENT_SECRET_FILE);
        Optional<URI> redirect = optional(SignOnKeys.REDIRECT_URI);
        Optional<String> claim = optional(SignOnKeys.ROLES_CLAIM);
        RoleMapping roles = new RoleMapping(
                optional(SignOnKeys.ADMINISTRATORS).orElse(null),
                optional(SignOnKeys.ROLES).orElse(List.of()));
        if (isAbsent(SignOnKeys.PROVIDER)) {
            SignOnKeys.ALL.stream()
                    .filter(key -> !isAbsent(key))
                    .forEach(key -> complain(key, "expected it with " + SignOnKeys.PROVIDER.name()));
            return null;
        }
        if (isAbsent(SignOnKeys.CLIENT_SECRET) && isAbsent(SignOnKeys.CLIENT_SECRET_FILE)) {
            complain(
                    SignOnKeys.CLIENT_SECRET,
                    "expected it or " + SignOnKeys.CLIENT_SECRET_FILE.name() + " with " + SignOnKeys.PROVIDER.name());
        }
        for (Key<?> key : List.of(SignOnKeys.ISSUER, SignOnKeys.CLIENT_ID, SignOnKeys.REDIRECT_URI)) {
            if (isAbsent(key)) {
                complain(key, "expected it with " + SignOnKeys.PROVIDER.name());
            }
        }
        if (!roles.equals(RoleMapping.NONE) && isAbsent(SignOnKeys.ROLES_CLAIM)) {
            complain(
                    SignOnKeys.ROLES_CLAIM,
                    "expected it with " + SignOnKeys.ROLES.name() + " or " + SignOnKeys.ADMINISTRATORS.name());
        }
        if (name.isEmpty() || issuer.isEmpty() || clientId.isEmpty() || clientSecret.isEmpty() || redirect.isEmpty()) {
            return null;
        }
        String path = "/api/v1/auth/sso/" + name.get() + "/callback";
        if (!path.equals(redirect.get().getRawPath())) {
            // The cookie of a sign-on goes back to that path alone.
            complain(SignOnKeys.REDIRECT_URI, "expected a URL with the path " + path);
        }
        return new Settings.SignOn(
                new ProviderSettings(
                        name.get(),
                        issuer.get(),
                        clientId.get(),
                        clientSecret.get().reveal(),
                        redirect.get(),
                        value(SignOnKeys.SCOPES),
                        claim.orElse(null),
                        io.cfguardian.identity.oidc.Transport.HTTPS_OR_LOOPBACK,
                        ProviderSettings.TIMEOUT_DEFAULT),
                roles,
                value(SignOnKeys.LINK_BY_EMAIL),
                value(SignOnKeys.CREATE_USERS));
    }

    private @Nullable WebhookSettings webhook() {
        Optional<URI> url = given(WebhookKeys.URL, WebhookKeys.URL_FILE).map(text -> URI.create(text.reveal()));
        Optional<Secret> bearer = given(WebhookKeys.BEARER, WebhookKeys.BEARER_FILE);
        Optional<SigningSecret> signing = given(WebhookKeys.SIGNING_SECRET, WebhookKeys.SIGNING_SECRET_FILE);
        List<X509Certificate> roots =
                optional(WebhookKeys.CA_FILE).map(this::roots).orElse(List.of());
        if (isAbsent(WebhookKeys.URL) && isAbsent(WebhookKeys.URL_FILE)) {
            WebhookKeys.ALL.stream()
                    .filter(key -> !isAbsent(key))
                    .forEach(key -> complain(key, "expected it with " + WebhookKeys.URL.name()));
            return null;
        }
        if (url.isEmpty()) {
            return null;
        }
        if (WebhookSettings.isOpen(url.get()) && !value(WebhookKeys.ALLOW_HTTP)) {
            complain(
                    WebhookKeys.URL,
                    "expected an https URL, an http URL of 127.0.0.1, [::1] or localhost, or "
                            + WebhookKeys.ALLOW_HTTP.name());
        }
        return new WebhookSettings(
                url.get(),
                value(WebhookKeys.FORMAT),
                bearer.map(Secret::reveal).orElse(null),
                signing.orElse(null),
                roots,
                value(WebhookKeys.TIMEOUT),
                "cfguardian:" + value(Keys.CLUSTER_NAME));
    }

    private List<X509Certificate> roots(Path file) {
        try {
            return TrustedRoots.read(file);
        } catch (IOException unusable) {
            problems.add(new Problem(
                    WebhookKeys.CA_FILE.name(),
                    Problem.shown(file.toString()),
                    "expected a file with certificates in PEM"));
            return List.of();
        }
    }

    /** Stands where the master secret is missing or wrong, so that reading goes on; such settings are refused. */
    private static MasterSecret standIn() {
        byte[] random = new byte[STAND_IN_BYTES];
        new SecureRandom().nextBytes(random);
        String text = Base64.getEncoder().encodeToString(random);
        return switch (MasterSecret.read(text)) {
            case MasterSecret.Accepted(MasterSecret secret) -> secret;
            case MasterSecret.Refused(String ignored) -> standIn();
        };
    }

    private boolean isAbsent(Key<?> key) {
        return sources.text(key).isEmpty();
    }

    /** A secret that is given itself or by the name of a file, not both. */
    private <T> Optional<T> given(Key<T> itself, Key<Path> file) {
        if (!isAbsent(itself) && !isAbsent(file)) {
            problems.add(new Problem(itself.name(), "", "expected it or " + file.name() + ", got both"));
        }
        return optional(itself).or(() -> optional(file).flatMap(path -> in(path, itself, file)));
    }

    private <T> Optional<T> in(Path path, Key<T> itself, Key<Path> file) {
        try {
            return parsed(itself, Files.readString(path).strip(), path.toString());
        } catch (IOException unreadable) {
            problems.add(new Problem(
                    file.name(),
                    Problem.shown(path.toString()),
                    "cannot be read (" + Sources.reason(unreadable) + ")"));
            return Optional.empty();
        }
    }
}
