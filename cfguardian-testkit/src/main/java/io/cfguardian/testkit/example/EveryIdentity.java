package io.cfguardian.testkit.example;

import static io.cfguardian.testkit.example.Examples.NOON;
import static io.cfguardian.testkit.example.Examples.hash;
import static io.cfguardian.testkit.example.Examples.project;
import static io.cfguardian.testkit.example.Examples.revision;
import static io.cfguardian.testkit.example.Examples.stamp;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.command.IdentityCommand;
import io.cfguardian.domain.command.IdentityCommand.KeyPair;
import io.cfguardian.domain.event.IdentityEvent;
import io.cfguardian.domain.identity.DataKey;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.EmailClaim;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.EventDelivery;
import io.cfguardian.domain.identity.FactorProof;
import io.cfguardian.domain.identity.FederatedLink;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.LoginAttempts;
import io.cfguardian.domain.identity.Membership;
import io.cfguardian.domain.identity.PasswordHash;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.identity.Sealed;
import io.cfguardian.domain.identity.SecondFactor;
import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.SecurityEvent.Observation;
import io.cfguardian.domain.identity.ServiceToken;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.identity.SigningKey;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.FederatedId;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.SigningKeyId;
import io.cfguardian.domain.key.TokenKey;
import io.cfguardian.domain.key.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Every command, event and entity of identity, by name, with and without what may be null. Golden files hold these values:
 * new ones may be added, none may change.
 */
public final class EveryIdentity {

    /** A user. */
    public static final UserId ANNA = new UserId("anna");

    /** Its address. */
    public static final EmailAddress EMAIL = new EmailAddress("anna@example.org");

    /** A session of it. */
    public static final SessionId SESSION = new SessionId("0123456789abcdef0123456789abcdef");

    /** A service token. */
    public static final ServiceTokenId TOKEN = new ServiceTokenId(project("shop"), new TokenKey("ci"));

    /** Where it comes from. */
    public static final Source SOURCE = new Source("192.0.2.1", "curl/8");

    private static final MemberId MEMBER = new MemberId(project("shop"), ANNA.principal());
    private static final PasswordHash PASSWORD = new PasswordHash("bcrypt$2b$12$abc");
    private static final Sealed SECRET = new Sealed(Bytes.utf8("sealed"));
    private static final FederatedId FEDERATED = new FederatedId("corp", "248289761001");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Grant LOCAL = new Grant(
            null,
            new TreeMap<>(Map.of(new EnvironmentKey("dev"), Role.EDITOR, new EnvironmentKey("prod"), Role.VIEWER)));
    private static final Grant BOTH = new Grant(Role.VIEWER, LOCAL.environments());

    private EveryIdentity() {}

    /** Every command. */
    public static SequencedMap<String, IdentityCommand> commands() {
        SequencedMap<String, IdentityCommand> all = new TreeMap<>();
        users(all);
        sessions(all);
        all.put("put-member", new IdentityCommand.PutMember(MEMBER, BOTH));
        all.put("put-member-local", new IdentityCommand.PutMember(MEMBER, LOCAL));
        all.put("remove-member", new IdentityCommand.RemoveMember(MEMBER));
        all.put("issue-token", new IdentityCommand.IssueToken(TOKEN, "für CI", hash("a"), NOON, Grant.of(Role.ADMIN)));
        all.put("issue-token-for-ever", new IdentityCommand.IssueToken(TOKEN, "", hash("a"), null, BOTH));
        all.put("rotate-token", new IdentityCommand.RotateToken(TOKEN, hash("b"), Duration.ofHours(1), NOON));
        all.put("rotate-token-at-once", new IdentityCommand.RotateToken(TOKEN, hash("b"), Duration.ZERO, null));
        all.put("revoke-token", new IdentityCommand.RevokeToken(TOKEN));
        all.put("bootstrap", new IdentityCommand.Bootstrap(ANNA, EMAIL, PASSWORD, "m1", SECRET, keyPair("k1")));
        all.put(
                "rotate-signing-key",
                new IdentityCommand.RotateSigningKey(new SigningKeyId("k1"), keyPair("k2"), Duration.ofHours(1)));
        all.put("rewrap-data-key", new IdentityCommand.RewrapDataKey("m1", "m2", SECRET));
        all.put(
                "observe",
                new IdentityCommand.Observe(
                        List.of(
                                new IdentityCommand.Seen(NOON, observation(SecurityEvent.Kind.LOGIN_FAILED)),
                                new IdentityCommand.Seen(
                                        NOON,
                                        new Observation(SecurityEvent.Kind.RATE_LIMITED, null, null, null, "", ""))),
                        List.of(TOKEN)));
        all.put(
                "purge",
                new IdentityCommand.Purge(
                        List.of(new IdentityCommand.UserSession(ANNA, SESSION)),
                        List.of(TOKEN),
                        List.of(hash("account")),
                        NOON));
        all.put("advance-delivery", new IdentityCommand.AdvanceDelivery(7, 9));
        all.put("purge-nothing", new IdentityCommand.Purge(List.of(), List.of(), List.of(), null));
        return all;
    }

    private static void users(SequencedMap<String, IdentityCommand> all) {
        all.put("create-user", new IdentityCommand.CreateUser(ANNA, EMAIL, "Anna Größe", true, PASSWORD, FEDERATED));
        all.put("create-user-bare", new IdentityCommand.CreateUser(ANNA, null, "", false, null, null));
        all.put("update-user", new IdentityCommand.UpdateUser(ANNA, EMAIL, "", User.Status.DISABLED, Boolean.FALSE));
        all.put(
                "update-user-active",
                new IdentityCommand.UpdateUser(ANNA, null, "A", User.Status.ACTIVE, Boolean.TRUE));
        all.put("update-user-nothing", new IdentityCommand.UpdateUser(ANNA, null, null, null, null));
        all.put("delete-user", new IdentityCommand.DeleteUser(ANNA));
        all.put("set-password", new IdentityCommand.SetPassword(ANNA, PASSWORD, revision(3), SESSION, null));
        all.put(
                "set-password-unlocked",
                new IdentityCommand.SetPassword(ANNA, PASSWORD, revision(3), SESSION, hash("account")));
        all.put("set-password-for-another", new IdentityCommand.SetPassword(ANNA, PASSWORD, null, null, null));
        all.put("rehash-password", new IdentityCommand.RehashPassword(ANNA, PASSWORD, revision(3)));
        all.put("register-user", new IdentityCommand.RegisterUser(ANNA, EMAIL, PASSWORD, User.Status.ACTIVE));
        all.put(
                "register-user-disabled",
                new IdentityCommand.RegisterUser(ANNA, EMAIL, PASSWORD, User.Status.DISABLED));
        all.put("link-identity", new IdentityCommand.LinkIdentity(ANNA, FEDERATED));
        all.put("enrol-factor", new IdentityCommand.EnrolFactor(ANNA, SECRET));
        all.put("activate-factor", new IdentityCommand.ActivateFactor(ANNA, SECRET, 58, List.of(hash("1"), hash("2"))));
        all.put("disable-factor", new IdentityCommand.DisableFactor(ANNA, new FactorProof.Step(0)));
        all.put("disable-factor-for-another", new IdentityCommand.DisableFactor(ANNA, FactorProof.None.NONE));
    }

    private static void sessions(SequencedMap<String, IdentityCommand> all) {
        all.put("charge-login", new IdentityCommand.ChargeLogin(hash("account")));
        all.put("unlock", new IdentityCommand.Unlock(ANNA, hash("account")));
        all.put("open-session", open(new FactorProof.Step(59), Session.Method.PASSWORD_AND_CODE, Session.Reach.FULL));
        all.put(
                "open-session-recovery",
                open(
                        new FactorProof.Recovery(hash("1")),
                        Session.Method.PASSWORD_AND_RECOVERY_CODE,
                        Session.Reach.FULL));
        all.put(
                "open-session-restricted",
                open(FactorProof.None.NONE, Session.Method.PASSWORD, Session.Reach.OWN_ACCOUNT));
        all.put(
                "open-session-provider",
                new IdentityCommand.OpenSession(
                        ANNA,
                        SESSION,
                        null,
                        revision(3),
                        FactorProof.None.NONE,
                        Session.Method.PROVIDER,
                        Session.Reach.FULL,
                        hash("family"),
                        hash("secret"),
                        WEEK));
        all.put(
                "refresh-session",
                new IdentityCommand.RefreshSession(ANNA, SESSION, hash("family"), hash("secret"), hash("next"), WEEK));
        all.put("close-sessions", new IdentityCommand.CloseSessions(ANNA, null));
        all.put("close-sessions-one", new IdentityCommand.CloseSessions(ANNA, SESSION));
    }

    private static IdentityCommand.OpenSession open(FactorProof proof, Session.Method method, Session.Reach reach) {
        return new IdentityCommand.OpenSession(
                ANNA,
                SESSION,
                hash("account"),
                revision(3),
                proof,
                method,
                reach,
                hash("family"),
                hash("secret"),
                WEEK);
    }

    private static KeyPair keyPair(String id) {
        return new KeyPair(new SigningKeyId(id), Bytes.utf8("public"), SECRET);
    }

    /** Every event. */
    public static SequencedMap<String, IdentityEvent> events() {
        SequencedMap<String, IdentityEvent> all = new TreeMap<>();
        all.put("user-created", new IdentityEvent.UserCreated(ANNA, true));
        all.put("user-created-plain", new IdentityEvent.UserCreated(ANNA, false));
        for (User.Status status : User.Status.values()) {
            all.put("user-updated-" + lower(status), new IdentityEvent.UserUpdated(ANNA, status, false));
        }
        all.put("user-deleted", new IdentityEvent.UserDeleted(ANNA));
        all.put("password-set", new IdentityEvent.PasswordSet(ANNA));
        all.put("identity-linked", new IdentityEvent.IdentityLinked(ANNA, "corp"));
        all.put("login-charged", new IdentityEvent.LoginCharged(hash("account"), 4, null));
        all.put("login-charged-locked", new IdentityEvent.LoginCharged(hash("account"), 5, NOON));
        all.put("unlocked", new IdentityEvent.Unlocked(ANNA));
        for (Session.Method method : Session.Method.values()) {
            all.put("session-opened-" + lower(method), new IdentityEvent.SessionOpened(ANNA, SESSION, method));
        }
        all.put("session-refreshed", new IdentityEvent.SessionRefreshed(ANNA, SESSION));
        all.put("refresh-reused", new IdentityEvent.RefreshReused(ANNA, SESSION));
        all.put("sessions-closed", new IdentityEvent.SessionsClosed(ANNA, List.of(SESSION)));
        all.put("factor-enrolled", new IdentityEvent.FactorEnrolled(ANNA));
        all.put("factor-activated", new IdentityEvent.FactorActivated(ANNA));
        all.put("factor-disabled", new IdentityEvent.FactorDisabled(ANNA));
        all.put("member-put", new IdentityEvent.MemberPut(MEMBER, BOTH));
        all.put("member-put-local", new IdentityEvent.MemberPut(MEMBER, LOCAL));
        all.put("member-put-admin", new IdentityEvent.MemberPut(MEMBER, Grant.of(Role.ADMIN)));
        all.put("member-removed", new IdentityEvent.MemberRemoved(MEMBER));
        all.put("token-issued", new IdentityEvent.TokenIssued(TOKEN, NOON));
        all.put("token-issued-for-ever", new IdentityEvent.TokenIssued(TOKEN, null));
        all.put("token-rotated", new IdentityEvent.TokenRotated(TOKEN, NOON));
        all.put("token-rotated-for-ever", new IdentityEvent.TokenRotated(TOKEN, null));
        all.put("token-revoked", new IdentityEvent.TokenRevoked(TOKEN));
        all.put("signing-key-rotated", new IdentityEvent.SigningKeyRotated(new SigningKeyId("k2")));
        all.put("data-key-wrapped", new IdentityEvent.DataKeyWrapped("m2"));
        all.put("observed", new IdentityEvent.Observed(2, 0));
        all.put("password-rehashed", new IdentityEvent.PasswordRehashed(ANNA));
        all.put("registration-refused", new IdentityEvent.RegistrationRefused(ANNA));
        all.put("purged", new IdentityEvent.Purged(1, 0, 3, 4));
        all.put("events-delivered", new IdentityEvent.EventsDelivered(9, 2));
        return all;
    }

    /** Every entity. */
    public static SequencedMap<String, Entity> entities() {
        SequencedMap<String, Entity> all = new TreeMap<>();
        all.put("user", user(User.Status.ACTIVE, new SecondFactor.Active(SECRET, 58, List.of(hash("1"), hash("2")))));
        all.put("user-pending", user(User.Status.DISABLED, new SecondFactor.Pending(SECRET)));
        all.put(
                "user-deleted",
                new User(
                        ANNA,
                        null,
                        "",
                        User.Status.DELETED,
                        false,
                        null,
                        SecondFactor.Absent.ABSENT,
                        stamp(1),
                        revision(9),
                        revision(9)));
        all.put("email-claim", new EmailClaim(EMAIL, ANNA));
        all.put("federated-link", new FederatedLink(FEDERATED, ANNA));
        all.put("login-attempts", new LoginAttempts(hash("account"), 4, NOON, null));
        all.put("login-attempts-locked", new LoginAttempts(hash("account"), 5, NOON, NOON.plusSeconds(30)));
        for (Session.Method method : Session.Method.values()) {
            all.put("session-" + lower(method), session(method, Session.Reach.FULL, SOURCE));
        }
        all.put("session-restricted", session(Session.Method.PASSWORD, Session.Reach.OWN_ACCOUNT, new Source("", "")));
        all.put("membership", new Membership(MEMBER, BOTH, stamp(4)));
        all.put("membership-local", new Membership(MEMBER, LOCAL, stamp(4)));
        all.put(
                "service-token",
                new ServiceToken(
                        TOKEN,
                        "für CI",
                        hash("b"),
                        new ServiceToken.Previous(hash("a"), NOON),
                        NOON.plusSeconds(60),
                        NOON.minusSeconds(60),
                        stamp(4),
                        NOON));
        all.put("service-token-new", new ServiceToken(TOKEN, "", hash("a"), null, null, null, stamp(4), NOON));
        all.put("signing-key", new SigningKey(new SigningKeyId("k2"), Bytes.utf8("public"), SECRET, NOON, null));
        all.put(
                "signing-key-retired",
                new SigningKey(new SigningKeyId("k1"), Bytes.utf8("public"), SECRET, NOON, NOON.plusSeconds(900)));
        all.put("data-key", new DataKey("m1", SECRET));
        for (SecurityEvent.Kind kind : SecurityEvent.Kind.values()) {
            all.put("security-event-" + lower(kind), new SecurityEvent(7, NOON, observation(kind), revision(8)));
        }
        all.put("event-delivery", new EventDelivery(9, 2, NOON));
        all.put(
                "security-event-bare",
                new SecurityEvent(
                        0, NOON, new Observation(SecurityEvent.Kind.PURGED, null, null, null, "", ""), revision(8)));
        return all;
    }

    private static User user(User.Status status, SecondFactor factor) {
        return new User(ANNA, EMAIL, "Anna Größe", status, true, PASSWORD, factor, stamp(1), revision(9), revision(3));
    }

    private static Session session(Session.Method method, Session.Reach reach, Source source) {
        return new Session(
                ANNA,
                SESSION,
                method,
                reach,
                hash("family"),
                hash("secret"),
                source,
                NOON,
                NOON.plusSeconds(5),
                NOON.plusSeconds(60));
    }

    private static Observation observation(SecurityEvent.Kind kind) {
        return new Observation(kind, ANNA.principal(), project("shop"), SOURCE, "r-1", "by user:root");
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
