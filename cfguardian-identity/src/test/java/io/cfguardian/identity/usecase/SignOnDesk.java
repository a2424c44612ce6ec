package io.cfguardian.identity.usecase;

import io.cfguardian.app.identity.NodeWrites;
import io.cfguardian.app.identity.key.ClusterKeys;
import io.cfguardian.app.identity.key.FirstStart;
import io.cfguardian.app.identity.key.KeyRing;
import io.cfguardian.app.identity.port.MasterSecret;
import io.cfguardian.app.identity.port.MasterSecret.Accepted;
import io.cfguardian.app.identity.port.PasswordHashing;
import io.cfguardian.app.identity.provider.RoleMapping;
import io.cfguardian.app.identity.provider.SignOn;
import io.cfguardian.app.identity.provider.SignOn.Finish;
import io.cfguardian.app.identity.provider.SignOn.Redirect;
import io.cfguardian.app.identity.security.Observer;
import io.cfguardian.app.identity.session.Lifetimes;
import io.cfguardian.app.identity.session.SignIn;
import io.cfguardian.app.write.Writes;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.IdentityCommand.CreateUser;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityKind;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.identity.otp.TimeBasedPasswords;
import io.cfguardian.identity.seal.AesGcmSealing;
import io.cfguardian.identity.secret.RandomSecrets;
import io.cfguardian.identity.token.JwtTokenCodec;
import io.cfguardian.identity.token.TokenSettings;
import io.cfguardian.testkit.state.InMemoryReplica;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signing on with the providers {@code corp} and {@code club}, in a cluster with an administrator and a clock that stands. */
final class SignOnDesk {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Source SOURCE = new Source("192.0.2.1", "test");
    private static final RandomSecrets SECRETS = new RandomSecrets();

    final ScriptedProvider corp = new ScriptedProvider("corp");
    final ScriptedProvider club = new ScriptedProvider("club");
    final List<String> refusals = new ArrayList<>();
    Instant now = Instant.parse("2026-11-21T08:00:00Z");
    private final InMemoryReplica replica = new InMemoryReplica();
    private final SignOn signOn;
    private int commands;

    SignOnDesk(boolean linkByEmail, boolean createUsers, RoleMapping roles) {
        NodeWrites writes = new NodeWrites(new Writes(replica, replica, () -> now, TIMEOUT), SECRETS);
        KeyRing ring = new KeyRing(new AesGcmSealing(), master(), null);
        JwtTokenCodec codec = new JwtTokenCodec(new TokenSettings("cfguardian:test", "cfguardian:test", 1_000));
        Observer observer = (kind, principal, project, source, requestId, detail) -> refusals.add(detail);
        new FirstStart(writes, replica, ring, codec, new NoHashing(), SECRETS)
                .createAdministrator(new EmailAddress("admin@example.com"), "unused");
        SignIn signIn = new SignIn(
                writes,
                replica,
                ring,
                new SignIn.Tools(codec, new NoHashing(), new TimeBasedPasswords(), SECRETS),
                observer,
                new SignIn.Policy(Lifetimes.STANDARD, false, () -> now, TIMEOUT));
        this.signOn = new SignOn(
                List.of(corp, club),
                writes,
                replica,
                new SignOn.Tools(new ClusterKeys(replica, ring, TIMEOUT), new AesGcmSealing(), SECRETS),
                signIn,
                observer,
                new SignOn.Policy(linkByEmail, createUsers, roles, () -> now, TIMEOUT));
    }

    private static MasterSecret master() {
        return ((Accepted) MasterSecret.read(SECRETS.password() + SECRETS.password())).secret();
    }

    SignOn.Start start(String provider) {
        return signOn.start(provider);
    }

    String cookie(String provider) {
        return ((Redirect) signOn.start(provider)).cookie();
    }

    Finish finish(String provider, String cookie) {
        return signOn.finish(provider, cookie, Map.of(), SOURCE);
    }

    /** Begins and ends with corp. */
    Finish signOn() {
        return finish("corp", cookie("corp"));
    }

    void user(String id, @Nullable String email) {
        decide(new CreateUser(new UserId(id), email == null ? null : new EmailAddress(email), "", false, null, null));
    }

    void decide(Command command) {
        Envelope envelope = new Envelope(
                new RequestId(Origin.NODE, "desk-" + ++commands), Actor.Node.SYSTEM, null, now, Hash.ZERO, command);
        if (!(replica.propose(envelope, TIMEOUT).outcome() instanceof Committed)) {
            throw new AssertionError("not committed: " + command);
        }
    }

    Optional<User> find(String id) {
        try (var view = replica.view()) {
            return view.find(EntityKey.of(new UserId(id)));
        }
    }

    List<User> users() {
        try (var view = replica.view()) {
            return view.list(EntityRange.all(EntityKind.USER), 100);
        }
    }

    int sessions(String id) {
        try (var view = replica.view()) {
            return view.list(EntityRange.sessions(new UserId(id)), 100).size();
        }
    }

    Optional<Grant> grant(String project, String id) {
        try (var view = replica.view()) {
            return view.find(EntityKey.of(new MemberId(new ProjectKey(project), new UserId(id).principal())))
                    .map(membership -> membership.grant());
        }
    }

    long revision() {
        try (var view = replica.view()) {
            return view.head().revision().value();
        }
    }

    /** Nobody uses a password here. */
    private static final class NoHashing implements PasswordHashing {
        @Override
        public String hash(String password, Bytes pepper) {
            return "none:0";
        }

        @Override
        public boolean matches(String password, @Nullable String stored, Bytes pepper) {
            return false;
        }

        @Override
        public boolean needsRehash(String stored) {
            return false;
        }
    }
}
