package io.cfguardian.identity.usecase;

import io.cfguardian.app.identity.NodeWrites;
import io.cfguardian.app.identity.account.OwnAccount;
import io.cfguardian.app.identity.account.Registration;
import io.cfguardian.app.identity.account.Registration.Admission;
import io.cfguardian.app.identity.key.ClusterKeys;
import io.cfguardian.app.identity.key.FirstStart;
import io.cfguardian.app.identity.key.KeyRing;
import io.cfguardian.app.identity.port.MasterSecret;
import io.cfguardian.app.identity.port.MasterSecret.Accepted;
import io.cfguardian.app.identity.session.Lifetimes;
import io.cfguardian.app.identity.session.SignIn;
import io.cfguardian.app.read.Reads;
import io.cfguardian.app.write.Writes;
import io.cfguardian.domain.identity.Actor.Person;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.EmailClaim;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityKind;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.LoginAttempts;
import io.cfguardian.domain.identity.SecurityEvent.Observation;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.identity.User;
import io.cfguardian.identity.otp.TimeBasedPasswords;
import io.cfguardian.identity.password.ListedPasswordPolicy;
import io.cfguardian.identity.seal.AesGcmSealing;
import io.cfguardian.identity.secret.RandomSecrets;
import io.cfguardian.identity.token.JwtTokenCodec;
import io.cfguardian.identity.token.TokenSettings;
import io.cfguardian.testkit.state.InMemoryReplica;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Registering, signing in and changing the password, in a cluster with an administrator and a clock that stands. */
final class AccountDesk {

    static final String ADMINISTRATOR = "admin@example.com";
    static final String PASSWORD = "grey-otter-walks-home-9";

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Source SOURCE = new Source("192.0.2.1", "test");
    private static final RandomSecrets SECRETS = new RandomSecrets();

    final ScriptedHashing hashing = new ScriptedHashing();
    private final InMemoryReplica replica = new InMemoryReplica();
    private final Instant now = Instant.parse("2026-11-21T08:00:00Z");
    private final SignIn signIn;
    private final OwnAccount own;
    private final Registration registration;

    AccountDesk(Admission admission) {
        Writes all = new Writes(replica, replica, () -> now, TIMEOUT);
        NodeWrites writes = new NodeWrites(all, SECRETS);
        KeyRing ring = new KeyRing(new AesGcmSealing(), master(), null);
        ClusterKeys keys = new ClusterKeys(replica, ring, TIMEOUT);
        JwtTokenCodec codec = new JwtTokenCodec(new TokenSettings("cfguardian:test", "cfguardian:test", 1_000));
        TimeBasedPasswords codes = new TimeBasedPasswords();
        ListedPasswordPolicy policy = new ListedPasswordPolicy();
        new FirstStart(writes, replica, ring, codec, hashing, SECRETS)
                .createAdministrator(new EmailAddress(ADMINISTRATOR), PASSWORD);
        this.signIn = new SignIn(
                writes,
                replica,
                ring,
                new SignIn.Tools(codec, hashing, codes, SECRETS),
                (kind, principal, project, source, requestId, detail) -> {},
                new SignIn.Policy(Lifetimes.STANDARD, false, () -> now, TIMEOUT));
        this.own = new OwnAccount(
                all,
                new Reads(replica, TIMEOUT),
                replica,
                keys,
                new OwnAccount.Tools(hashing, policy, codes),
                signIn,
                () -> now);
        this.registration = new Registration(writes, keys, new Registration.Tools(hashing, policy, SECRETS), admission);
    }

    private static MasterSecret master() {
        return ((Accepted) MasterSecret.read(SECRETS.password() + SECRETS.password())).secret();
    }

    Registration.Result register(String email, String password) {
        return registration.register(EmailAddress.parse(email).orElseThrow(), password, SOURCE);
    }

    SignIn.Result login(String email, String password) {
        return signIn.login(email, password, SOURCE);
    }

    /** As the user with the address, in its only session. */
    OwnAccount.Result changePassword(String email, String before, String after) {
        User user = user(email).orElseThrow();
        Person person = new Person(user.id(), sessions(user).getLast().id());
        return own.changePassword(NodeWrites.request(person, SOURCE, SECRETS), person, before, after);
    }

    Optional<User> user(String email) {
        try (var view = replica.view()) {
            return view.find(EntityKey.of(new EmailAddress(email)))
                    .map(EmailClaim::user)
                    .flatMap(id -> view.find(EntityKey.of(id)));
        }
    }

    List<Session> sessions(User user) {
        try (var view = replica.view()) {
            return view.list(EntityRange.sessions(user.id()), 100);
        }
    }

    /** All attempts that count against anybody. */
    List<LoginAttempts> attempts() {
        try (var view = replica.view()) {
            return view.list(EntityRange.all(EntityKind.ATTEMPTS), 100);
        }
    }

    /** What guards see, the newest. */
    Observation newestEvent() {
        try (var view = replica.view()) {
            return view.list(EntityRange.all(EntityKind.SECURITY_EVENT), 1_000)
                    .getLast()
                    .observation();
        }
    }

    long revision() {
        try (var view = replica.view()) {
            return view.head().revision().value();
        }
    }
}
