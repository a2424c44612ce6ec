package io.cfguardian.testkit.decide.identity;

import static io.cfguardian.testkit.example.Examples.NOON;
import static io.cfguardian.testkit.example.Examples.environment;
import static io.cfguardian.testkit.example.Examples.hash;
import static io.cfguardian.testkit.example.Examples.project;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.IdentityCommand.Bootstrap;
import io.cfguardian.domain.command.IdentityCommand.CreateUser;
import io.cfguardian.domain.command.IdentityCommand.KeyPair;
import io.cfguardian.domain.command.IdentityCommand.OpenSession;
import io.cfguardian.domain.command.IdentityCommand.PutMember;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.decide.Transition;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityKind;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.FactorProof;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.PasswordHash;
import io.cfguardian.domain.identity.Sealed;
import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.SigningKeyId;
import io.cfguardian.domain.key.TokenKey;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.testkit.scenario.AnswerText;
import io.cfguardian.testkit.state.InMemoryState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cluster with its first administrator, {@code root}, and where commands about identity are handed in. */
final class IdentityDesk {

    static final UserId ROOT = new UserId("root");
    static final UserId BOB = new UserId("bob");
    static final PasswordHash PASSWORD = new PasswordHash("scheme$old");
    static final Sealed SECRET = new Sealed(Bytes.utf8("sealed"));
    static final Duration LIFETIME = Duration.ofDays(7);
    static final Source SOURCE = new Source("192.0.2.7", "test");

    final InMemoryState state = new InMemoryState();
    Instant clock = NOON;
    private long made;

    /** Bootstrapped. */
    IdentityDesk() {
        node(new Bootstrap(ROOT, email("root"), PASSWORD, "m1", SECRET, keyPair("k1")));
    }

    /** The answer to a node. */
    String node(Command command) {
        return ask(Actor.Node.SYSTEM, command);
    }

    /** The answer to {@code actor}, asked under an id of its own. */
    String ask(Actor actor, Command command) {
        made++;
        return ask(actor, new RequestId(Origin.NODE, "n" + made), command);
    }

    String ask(Actor actor, RequestId id, Command command) {
        return AnswerText.of(Transition.step(
                state, state, new Envelope(id, actor, SOURCE, clock, hash(command.toString()), command)));
    }

    void pass(Duration time) {
        clock = clock.plus(time);
    }

    /** A user with a password and nothing else. */
    UserId create(String name) {
        UserId user = new UserId(name);
        node(new CreateUser(user, email(name), name, false, PASSWORD, null));
        return user;
    }

    /** The project {@code shop} with the environments {@code dev} and {@code prod}. */
    void shop() {
        node(new Command.CreateProject(project("shop"), ""));
        node(new Command.CreateEnvironment(environment("shop/dev"), "", SchemaDemand.OPTIONAL));
        node(new Command.CreateEnvironment(environment("shop/prod"), "", SchemaDemand.OPTIONAL));
    }

    String put(UserId user, Grant grant) {
        return node(new PutMember(member(user), grant));
    }

    /** Signed in, without a second factor. */
    Actor.Person signIn(UserId user, String session) {
        SessionId id = session(session);
        String answer = node(open(user, id, FactorProof.None.NONE, Session.Reach.FULL, null));
        if (!answer.startsWith("committed")) {
            throw new AssertionError(answer);
        }
        return new Actor.Person(user, id);
    }

    OpenSession open(UserId user, SessionId session, FactorProof proof, Session.Reach reach, @Nullable Hash account) {
        return new OpenSession(
                user,
                session,
                account,
                user(user).credentials(),
                proof,
                Session.Method.PASSWORD,
                reach,
                hash("family " + session),
                hash("secret " + session),
                LIFETIME);
    }

    User user(UserId id) {
        return state.find(EntityKey.of(id)).orElseThrow();
    }

    List<Session> sessions(UserId user) {
        return state.list(EntityRange.sessions(user), 1_000);
    }

    boolean isOpen(Actor.Person person) {
        return state.find(EntityKey.of(person.user(), person.session())).isPresent();
    }

    /** The kinds of all security events, oldest first. */
    List<SecurityEvent.Kind> log() {
        return state.list(EntityRange.all(EntityKind.SECURITY_EVENT), 100_000).stream()
                .map(event -> event.observation().kind())
                .toList();
    }

    static EmailAddress email(String name) {
        return new EmailAddress(name + "@example.org");
    }

    static SessionId session(String hex) {
        return new SessionId("0".repeat(32 - hex.length()) + hex);
    }

    static MemberId member(UserId user) {
        return new MemberId(project("shop"), user.principal());
    }

    static ServiceTokenId token(String project, String key) {
        return new ServiceTokenId(project(project), new TokenKey(key));
    }

    static KeyPair keyPair(String id) {
        return new KeyPair(new SigningKeyId(id), Bytes.utf8("public " + id), SECRET);
    }
}
