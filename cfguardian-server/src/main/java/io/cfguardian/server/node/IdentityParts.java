package io.cfguardian.server.node;

import io.cfguardian.app.cluster.Cluster;
import io.cfguardian.app.identity.NodeWrites;
import io.cfguardian.app.identity.account.OwnAccount;
import io.cfguardian.app.identity.account.Registration;
import io.cfguardian.app.identity.key.ClusterKeys;
import io.cfguardian.app.identity.key.FirstStart;
import io.cfguardian.app.identity.key.KeyRing;
import io.cfguardian.app.identity.key.SigningKeys;
import io.cfguardian.app.identity.member.Members;
import io.cfguardian.app.identity.member.ServiceTokens;
import io.cfguardian.app.identity.port.AccessTokenCodec;
import io.cfguardian.app.identity.port.IdentityProvider;
import io.cfguardian.app.identity.port.OneTimePasswords;
import io.cfguardian.app.identity.port.PasswordPolicy;
import io.cfguardian.app.identity.port.Sealing;
import io.cfguardian.app.identity.port.Secrets;
import io.cfguardian.app.identity.provider.RoleMapping;
import io.cfguardian.app.identity.provider.SignOn;
import io.cfguardian.app.identity.security.Purging;
import io.cfguardian.app.identity.security.Recorder;
import io.cfguardian.app.identity.security.SecurityArchive;
import io.cfguardian.app.identity.security.SecurityQueries;
import io.cfguardian.app.identity.session.Authentication;
import io.cfguardian.app.identity.session.Lifetimes;
import io.cfguardian.app.identity.session.SignIn;
import io.cfguardian.app.identity.upkeep.Upkeep;
import io.cfguardian.app.identity.user.Users;
import io.cfguardian.app.projection.Consulted;
import io.cfguardian.app.read.Reads;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.app.write.Writes;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.http.route.Accounts;
import io.cfguardian.http.route.Administration;
import io.cfguardian.http.server.Authenticator;
import io.cfguardian.http.server.BearerAuthenticator;
import io.cfguardian.http.server.GateEvents;
import io.cfguardian.identity.oidc.NimbusIdentityProvider;
import io.cfguardian.identity.otp.TimeBasedPasswords;
import io.cfguardian.identity.password.BcryptPasswordHashing;
import io.cfguardian.identity.password.ListedPasswordPolicy;
import io.cfguardian.identity.seal.AesGcmSealing;
import io.cfguardian.identity.secret.RandomSecrets;
import io.cfguardian.identity.token.JwtTokenCodec;
import io.cfguardian.identity.token.TokenSettings;
import io.cfguardian.server.settings.Secret;
import io.cfguardian.server.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts that know who people are, put together. Closed in order by whoever closes the {@link Teardown}. */
final class IdentityParts {

    private static final Logger LOG = LoggerFactory.getLogger(IdentityParts.class);

    private static final Duration CHALLENGE = Duration.ofMinutes(5);

    private static final Pause AFTER_A_BUG = Pause.of(Duration.ofSeconds(10));

    private static final Duration PURGE_APART = Duration.ofDays(1);

    /** Clocks of nodes may differ by so much. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final Settings.Identity settings;
    private final InstantSource clock;
    private final Secrets secrets = new RandomSecrets();
    private final PasswordPolicy policy = new ListedPasswordPolicy();
    private final BcryptPasswordHashing hashing;
    private final NodeWrites nodeWrites;
    private final KeyRing ring;
    private final SigningKeys signingKeys;
    private final FirstStart firstStart;
    private final Recorder recorder;
    private final Authentication authentication;
    private final Accounts accounts;
    private final Administration administration;
    private volatile Instant nextPurge;

    /** Puts them together on {@code writes} and {@code reads}. */
    IdentityParts(
            Settings settings,
            Replica replica,
            Writes writes,
            Reads reads,
            WebhookParts webhook,
            Consulted<SecurityArchive> archive,
            InstantSource clock,
            Teardown teardown) {
        this.settings = settings.identity();
        this.clock = clock;
        this.nextPurge = clock.instant().plus(Duration.ofHours(1));
        Sealing sealing = new AesGcmSealing();
        OneTimePasswords codes = new TimeBasedPasswords();
        String cluster = "cfguardian:" + settings.cluster().name();
        AccessTokenCodec codec =
                new JwtTokenCodec(new TokenSettings(cluster, cluster, TokenSettings.REMEMBERED_DEFAULT));
        this.hashing = teardown.add(
                "password hashing",
                new BcryptPasswordHashing(BcryptPasswordHashing.Settings.of(this.settings.passwordCost())));
        this.ring = new KeyRing(sealing, this.settings.master(), this.settings.previousMaster());
        ClusterKeys keys = new ClusterKeys(replica, ring, Wiring.READ_TIMEOUT);
        this.nodeWrites = new NodeWrites(writes, secrets);
        this.recorder = teardown.add("security recorder", new Recorder(nodeWrites, clock));
        Lifetimes lifetimes =
                new Lifetimes(this.settings.accessTokenLifetime(), this.settings.sessionLifetime(), CHALLENGE);
        this.signingKeys = new SigningKeys(
                writes,
                replica,
                ring,
                codec,
                secrets,
                clock,
                lifetimes.accessToken().plus(SKEW));
        this.firstStart = new FirstStart(nodeWrites, replica, ring, codec, hashing, secrets);
        this.authentication = new Authentication(replica, codec, recorder::used, clock, Wiring.READ_TIMEOUT);
        SignIn signIn = new SignIn(
                nodeWrites,
                replica,
                ring,
                new SignIn.Tools(codec, hashing, codes, secrets),
                recorder,
                new SignIn.Policy(lifetimes, this.settings.administratorsNeedMfa(), clock, Wiring.READ_TIMEOUT));
        SignOn signOn = signOn(
                this.settings.signOn(),
                nodeWrites,
                replica,
                new SignOn.Tools(keys, sealing, secrets),
                signIn,
                teardown);
        OwnAccount own = new OwnAccount(
                writes, reads, replica, keys, new OwnAccount.Tools(hashing, policy, codes), signIn, clock);
        Registration registration = new Registration(
                nodeWrites, keys, new Registration.Tools(hashing, policy, secrets), this.settings.registration());
        this.accounts = new Accounts(signIn, signOn, own, registration);
        this.administration = new Administration(
                new Users(reads, writes, replica, ring, new Users.Tools(hashing, policy, secrets)),
                new Members(reads),
                new ServiceTokens(reads, writes, replica, secrets, clock),
                signingKeys,
                new SecurityQueries(reads, clock, webhook::status, archive),
                new Purging(writes, replica, secrets, clock, this.settings.eventsKept()));
    }

    private SignOn signOn(
            Settings.@Nullable SignOn given,
            NodeWrites writes,
            Replica replica,
            SignOn.Tools tools,
            SignIn signIn,
            Teardown teardown) {
        List<IdentityProvider> providers = given == null
                ? List.of()
                : List.of(teardown.add("identity provider", new NimbusIdentityProvider(given.provider())));
        SignOn.Policy decided = new SignOn.Policy(
                given != null && given.linkByEmail(),
                given != null && given.createUsers(),
                given == null ? RoleMapping.NONE : given.roles(),
                clock,
                Wiring.READ_TIMEOUT);
        return new SignOn(providers, writes, replica, tools, signIn, recorder, decided);
    }

    /** Hears what the HTTP interface refuses. */
    GateEvents gateEvents() {
        return new ObservedGate(recorder, clock);
    }

    Authenticator authenticator() {
        return new BearerAuthenticator(authentication);
    }

    /** How many observations were lost. */
    long eventsDropped() {
        return recorder.dropped();
    }

    /** What the node writes on its own account. */
    NodeWrites nodeWrites() {
        return nodeWrites;
    }

    Accounts accounts() {
        return accounts;
    }

    Administration administration() {
        return administration;
    }

    /**
     * Begins to record and to keep house.
     *
     * @param before what a new cluster records before its first administrator
     * @throws NodeStartFailure when the first administrator's password will not do
     */
    void start(Cluster cluster, Runnable before, Teardown teardown) throws NodeStartFailure {
        Secret password = settings.administrator().password();
        if (password != null) {
            var objection = policy.objection(
                    password.reveal(), settings.administrator().email().value());
            if (objection.isPresent()) {
                throw new NodeStartFailure("admin.password will not do: " + objection.get());
            }
        }
        recorder.start();
        Upkeep upkeep = new Upkeep(
                cluster,
                firstStart,
                () -> {
                    before.run();
                    createAdministrator();
                },
                List.of(this::adoptMasterSecret, this::rotateSigningKey, this::purgeDaily),
                IdentityParts::stumbled);
        teardown.add("identity upkeep", new Worker("identity-upkeep", upkeep, AFTER_A_BUG, IdentityParts::stumbled))
                .start();
    }

    private static void stumbled(RuntimeException failure) {
        LOG.warn("identity upkeep has to try again: {}", failure.getMessage());
    }

    private void createAdministrator() {
        Settings.Administrator administrator = settings.administrator();
        Secret given = administrator.password();
        String password = given == null ? secrets.password() : given.reveal();
        if (!firstStart.createAdministrator(administrator.email(), password)) {
            return;
        }
        LOG.info("the first administrator was made: {}", FirstStart.ADMINISTRATOR);
        if (given == null) {
            // Not through the log, which may be kept and sent elsewhere.
            System.out.println("First administrator: " + administrator.email().value() + ", password: " + password
                    + "\nIt is shown this once. Sign in and change it.");
        }
    }

    private void rotateSigningKey() {
        if (signingKeys.rotateIfOlder(settings.keyRotation())) {
            LOG.info("another key signs access tokens now");
        }
    }

    private void purgeDaily() {
        Instant now = clock.instant();
        if (now.isBefore(nextPurge)) {
            return;
        }
        nextPurge = now.plus(PURGE_APART);
        switch (administration.purging().run(Actor.Node.SYSTEM, null)) {
            case Purging.Report report ->
                LOG.info(
                        "purged {} sessions, {} tokens, {} login counts, {} security events",
                        report.sessions(),
                        report.tokens(),
                        report.accounts(),
                        report.events());
            case Purging.Refused refused -> throw new IllegalStateException("a node was refused: " + refused);
        }
    }

    private void adoptMasterSecret() {
        if (firstStart.adoptMasterSecret()) {
            LOG.info("the data key is now sealed with the current master secret; the previous one can be taken out");
        }
    }
}
