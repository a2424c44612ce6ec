package io.cfguardian.testkit.generate;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.IdentityCommand;
import io.cfguardian.domain.command.IdentityCommand.KeyPair;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.DataKey;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityKind;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.FactorProof;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.PasswordHash;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.identity.Sealed;
import io.cfguardian.domain.identity.SecondFactor;
import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.identity.SigningKey;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.FederatedId;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.SigningKeyId;
import io.cfguardian.domain.key.TokenKey;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Commands about identity on so few users, projects, sessions and keys that they meet all the time. Most fit the state. */
public final class RandomIdentity {

    private static final List<ProjectKey> PROJECTS = List.of(new ProjectKey("shop"), new ProjectKey("bank"));
    private static final List<EnvironmentKey> ENVIRONMENTS =
            List.of(new EnvironmentKey("dev"), new EnvironmentKey("prod"));
    private static final Duration WEEK = Duration.ofDays(7);

    private final SplittableRandom random;
    private final Pick pick;
    private final State state;
    private Instant clock = Instant.parse("2026-01-01T00:00:00Z");
    private long made;

    /** Commands from {@code random} that take heed of {@code state}, which may change between two of them. */
    public RandomIdentity(SplittableRandom random, State state) {
        this.random = random;
        this.pick = new Pick(random);
        this.state = state;
    }

    /** The next one. */
    public Envelope next() {
        made++;
        clock = clock.plusMillis(random.nextInt(600_000));
        if (pick.chance(2)) {
            clock = clock.plus(Duration.ofDays(random.nextInt(9)));
        }
        Instant time = pick.chance(10) ? clock.minusSeconds(random.nextInt(4_000)) : clock;
        return new Envelope(
                new RequestId(pick.chance(50) ? Origin.CLIENT : Origin.NODE, "r" + (pick.chance(3) ? made / 2 : made)),
                actor(),
                pick.chance(80) ? new Source("192.0.2." + random.nextInt(9), "agent") : null,
                time,
                digest("request", 1_000_000),
                command());
    }

    private Actor actor() {
        if (made == 1 || pick.chance(75)) {
            return Actor.Node.SYSTEM;
        }
        List<Session> sessions = state.list(EntityRange.all(EntityKind.SESSION), 100);
        if (sessions.isEmpty() || pick.chance(20)) {
            return new Actor.Service(token());
        }
        Session session = pick.of(sessions);
        return new Actor.Person(session.user(), pick.chance(90) ? session.id() : session());
    }

    private Command command() {
        if (made == 1) {
            return bootstrap();
        }
        return pick.weighted(List.of(
                choice(1, this::bootstrap),
                choice(4, this::place),
                choice(10, this::createUser),
                choice(4, this::registerUser),
                choice(10, this::updateUser),
                choice(3, () -> new IdentityCommand.DeleteUser(user())),
                choice(5, this::setPassword),
                choice(3, this::rehashPassword),
                choice(4, () -> new IdentityCommand.LinkIdentity(user(), federated())),
                choice(12, () -> new IdentityCommand.ChargeLogin(digest("account", 3))),
                choice(2, () -> new IdentityCommand.Unlock(user(), digest("account", 3))),
                choice(25, this::openSession),
                choice(12, this::refreshSession),
                choice(4, () -> new IdentityCommand.CloseSessions(user(), pick.chance(60) ? session() : null)),
                choice(6, () -> new IdentityCommand.EnrolFactor(user(), secret())),
                choice(6, this::activateFactor),
                choice(3, () -> new IdentityCommand.DisableFactor(user(), proof())),
                choice(8, () -> new IdentityCommand.PutMember(member(), grant())),
                choice(3, () -> new IdentityCommand.RemoveMember(member())),
                choice(6, this::issueToken),
                choice(
                        4,
                        () -> new IdentityCommand.RotateToken(token(), digest("s", 9), Duration.ofHours(1), expires())),
                choice(2, () -> new IdentityCommand.RevokeToken(token())),
                choice(4, this::rotateSigningKey),
                choice(2, this::rewrap),
                choice(6, this::observe),
                choice(5, this::purge),
                choice(4, this::advanceDelivery)));
    }

    private static Pick.Choice<Command> choice(int weight, Supplier<Command> make) {
        return new Pick.Choice<>(weight, make);
    }

    private Command bootstrap() {
        return new IdentityCommand.Bootstrap(
                new UserId("root"), email(), new PasswordHash("first"), "m0", secret(), keyPair());
    }

    private Command place() {
        ProjectKey project = pick.of(PROJECTS);
        EnvironmentId environment = new EnvironmentId(project, pick.of(ENVIRONMENTS));
        return state.project(project).isEmpty()
                ? new Command.CreateProject(project, "")
                : new Command.CreateEnvironment(environment, "", SchemaDemand.OPTIONAL);
    }

    private Command createUser() {
        return new IdentityCommand.CreateUser(
                new UserId("u" + random.nextInt(12)),
                pick.chance(80) ? email() : null,
                "name",
                pick.chance(30),
                pick.chance(80) ? new PasswordHash("p" + random.nextInt(3)) : null,
                pick.chance(30) ? federated() : null);
    }

    private Command registerUser() {
        return new IdentityCommand.RegisterUser(
                new UserId("u" + random.nextInt(12)),
                email(),
                new PasswordHash("p" + random.nextInt(3)),
                pick.of(List.of(User.Status.ACTIVE, User.Status.DISABLED)));
    }

    private Command updateUser() {
        return new IdentityCommand.UpdateUser(
                user(),
                pick.chance(30) ? email() : null,
                pick.chance(30) ? "name " + random.nextInt(3) : null,
                pick.chance(40) ? pick.of(List.of(User.Status.ACTIVE, User.Status.DISABLED)) : null,
                pick.chance(40) ? (Boolean) pick.chance(50) : null);
    }

    private Command setPassword() {
        UserId user = user();
        return new IdentityCommand.SetPassword(
                user,
                new PasswordHash("p" + random.nextInt(3)),
                pick.chance(60) ? credentials(user) : null,
                pick.chance(50) ? session() : null,
                pick.chance(50) ? digest("account", 3) : null);
    }

    private Command rehashPassword() {
        UserId user = user();
        return new IdentityCommand.RehashPassword(user, new PasswordHash("p" + random.nextInt(3)), credentials(user));
    }

    private Command openSession() {
        UserId user = user();
        return new IdentityCommand.OpenSession(
                user,
                new SessionId("%032x".formatted(random.nextInt(200))),
                pick.chance(80) ? digest("account", 3) : null,
                credentials(user),
                state.find(EntityKey.of(user))
                                .filter(known -> known.factor() instanceof SecondFactor.Active)
                                .isPresent()
                        ? proof()
                        : FactorProof.None.NONE,
                pick.of(List.of(Session.Method.values())),
                pick.of(List.of(Session.Reach.values())),
                digest("family", 2),
                digest("s", 3),
                WEEK);
    }

    private Command refreshSession() {
        List<Session> sessions = state.list(EntityRange.all(EntityKind.SESSION), 100);
        if (sessions.isEmpty()) {
            return openSession();
        }
        Session session = pick.of(sessions);
        return new IdentityCommand.RefreshSession(
                session.user(),
                session.id(),
                pick.chance(90) ? session.family() : digest("family", 3),
                pick.chance(80) ? session.secret() : digest("s", 3),
                digest("s", 3),
                WEEK);
    }

    private Command activateFactor() {
        UserId user = user();
        Sealed pending = state.find(EntityKey.of(user))
                .map(User::factor)
                .filter(SecondFactor.Pending.class::isInstance)
                .map(factor -> ((SecondFactor.Pending) factor).secret())
                .orElseGet(this::secret);
        return new IdentityCommand.ActivateFactor(
                user, pending, random.nextInt(20), List.of(digest("code", 3), digest("code", 3)));
    }

    private Command issueToken() {
        return new IdentityCommand.IssueToken(token(), "", digest("s", 9), expires(), grant());
    }

    private Command rotateSigningKey() {
        SigningKeyId current = state.list(EntityRange.all(EntityKind.SIGNING_KEY), 100).stream()
                .filter(key -> key.isCurrent() || pick.chance(10))
                .map(SigningKey::id)
                .findFirst()
                .orElse(new SigningKeyId("none"));
        return new IdentityCommand.RotateSigningKey(current, keyPair(), Duration.ofHours(random.nextInt(30)));
    }

    private Command rewrap() {
        String current = state.find(EntityKey.dataKey()).map(DataKey::master).orElse("m0");
        return new IdentityCommand.RewrapDataKey(
                pick.chance(80) ? current : "other", "m" + random.nextInt(4), secret());
    }

    private Command observe() {
        return new IdentityCommand.Observe(
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> new IdentityCommand.Seen(
                                clock,
                                new SecurityEvent.Observation(
                                        pick.of(List.of(SecurityEvent.Kind.values())), null, null, null, "", "")))
                        .toList(),
                pick.chance(50) ? List.of(token()) : List.of());
    }

    private Command purge() {
        return new IdentityCommand.Purge(
                state.list(EntityRange.all(EntityKind.SESSION), 20).stream()
                        .map(session -> new IdentityCommand.UserSession(session.user(), session.id()))
                        .toList(),
                List.of(token(), token()),
                List.of(digest("account", 3)),
                pick.chance(50) ? clock.minus(Duration.ofHours(random.nextInt(48))) : null);
    }

    private Command advanceDelivery() {
        long recorded = state.head().securityEvents().next();
        long from = random.nextLong(recorded + 1);
        return new IdentityCommand.AdvanceDelivery(from, from + random.nextLong(20));
    }

    private UserId user() {
        List<User> users = state.list(EntityRange.all(EntityKind.USER), 100);
        return users.isEmpty() || pick.chance(5)
                ? new UserId("u" + random.nextInt(12))
                : pick.of(users).id();
    }

    private Revision credentials(UserId user) {
        Revision known = state.find(EntityKey.of(user)).map(User::credentials).orElse(Revision.ZERO);
        return pick.chance(95) ? known : Revision.ZERO;
    }

    private SessionId session() {
        List<Session> sessions = state.list(EntityRange.all(EntityKind.SESSION), 100);
        return sessions.isEmpty() || pick.chance(10)
                ? new SessionId("%032x".formatted(random.nextInt(200)))
                : pick.of(sessions).id();
    }

    private FactorProof proof() {
        return pick.weighted(List.<Pick.Choice<FactorProof>>of(
                new Pick.Choice<>(1, () -> FactorProof.None.NONE),
                new Pick.Choice<>(3, () -> new FactorProof.Step(random.nextInt(60))),
                new Pick.Choice<>(2, () -> new FactorProof.Recovery(digest("code", 3)))));
    }

    private MemberId member() {
        ProjectKey project = pick.of(PROJECTS);
        return new MemberId(project, pick.chance(70) ? user().principal() : token().principal());
    }

    private Grant grant() {
        TreeMap<EnvironmentKey, Role> local = new TreeMap<>();
        for (EnvironmentKey environment : ENVIRONMENTS) {
            if (pick.chance(15)) {
                local.put(environment, pick.of(List.of(Role.values())));
            }
        }
        return new Grant(local.isEmpty() || pick.chance(70) ? pick.of(List.of(Role.values())) : null, local);
    }

    private ServiceTokenId token() {
        return new ServiceTokenId(pick.of(PROJECTS), new TokenKey("t" + random.nextInt(3)));
    }

    private @Nullable Instant expires() {
        return pick.chance(50) ? clock.plus(Duration.ofHours(random.nextInt(40))) : null;
    }

    private EmailAddress email() {
        return new EmailAddress("e" + random.nextInt(8) + "@example.org");
    }

    private FederatedId federated() {
        return new FederatedId("corp", "f" + random.nextInt(4));
    }

    private KeyPair keyPair() {
        return new KeyPair(new SigningKeyId("k" + random.nextInt(40)), Bytes.utf8("public"), secret());
    }

    private Sealed secret() {
        return new Sealed(Bytes.utf8("sealed " + random.nextInt(5)));
    }

    private Hash digest(String of, int variants) {
        return Bytes.utf8(of + random.nextInt(variants)).sha256();
    }
}
