package io.cfguardian.server.settings;

import io.cfguardian.app.identity.account.Registration.Admission;
import io.cfguardian.app.identity.port.MasterSecret;
import io.cfguardian.app.identity.port.PasswordPolicy;
import io.cfguardian.domain.identity.EmailAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What can be set about secrets and about who signs in; parts of {@link Keys#ALL}. */
final class IdentityKeys {

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

    /** All of them, in the order of the documentation. */
    static final List<Key<?>> ALL = List.of(
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
            AUTH_EVENTS_KEPT);

    private IdentityKeys() {}
}
