package io.cfguardian.domain.chain;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.cluster.ClusterNode;
import io.cfguardian.domain.cluster.ClusterNode.Standing;
import io.cfguardian.domain.cluster.FormatLevel;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.DocumentRef;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.event.ClusterEvent.ClusterFounded;
import io.cfguardian.domain.event.ClusterEvent.FormatRaised;
import io.cfguardian.domain.event.ClusterEvent.NodeAdded;
import io.cfguardian.domain.event.ClusterEvent.NodeJoined;
import io.cfguardian.domain.event.ClusterEvent.NodeLeaving;
import io.cfguardian.domain.event.ClusterEvent.NodePromoted;
import io.cfguardian.domain.event.ClusterEvent.NodeRemoved;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.event.Event.ConfigDeleted;
import io.cfguardian.domain.event.Event.ConfigPut;
import io.cfguardian.domain.event.Event.EnvironmentCreated;
import io.cfguardian.domain.event.Event.EnvironmentDeleted;
import io.cfguardian.domain.event.Event.EnvironmentUpdated;
import io.cfguardian.domain.event.Event.ProjectCreated;
import io.cfguardian.domain.event.Event.ProjectDeleted;
import io.cfguardian.domain.event.Event.ProjectUpdated;
import io.cfguardian.domain.event.Event.SchemaPut;
import io.cfguardian.domain.event.IdentityEvent.DataKeyWrapped;
import io.cfguardian.domain.event.IdentityEvent.EventsDelivered;
import io.cfguardian.domain.event.IdentityEvent.FactorActivated;
import io.cfguardian.domain.event.IdentityEvent.FactorDisabled;
import io.cfguardian.domain.event.IdentityEvent.FactorEnrolled;
import io.cfguardian.domain.event.IdentityEvent.IdentityLinked;
import io.cfguardian.domain.event.IdentityEvent.LoginCharged;
import io.cfguardian.domain.event.IdentityEvent.MemberPut;
import io.cfguardian.domain.event.IdentityEvent.MemberRemoved;
import io.cfguardian.domain.event.IdentityEvent.Observed;
import io.cfguardian.domain.event.IdentityEvent.PasswordRehashed;
import io.cfguardian.domain.event.IdentityEvent.PasswordSet;
import io.cfguardian.domain.event.IdentityEvent.Purged;
import io.cfguardian.domain.event.IdentityEvent.RefreshReused;
import io.cfguardian.domain.event.IdentityEvent.RegistrationRefused;
import io.cfguardian.domain.event.IdentityEvent.SessionOpened;
import io.cfguardian.domain.event.IdentityEvent.SessionRefreshed;
import io.cfguardian.domain.event.IdentityEvent.SessionsClosed;
import io.cfguardian.domain.event.IdentityEvent.SigningKeyRotated;
import io.cfguardian.domain.event.IdentityEvent.TokenIssued;
import io.cfguardian.domain.event.IdentityEvent.TokenRevoked;
import io.cfguardian.domain.event.IdentityEvent.TokenRotated;
import io.cfguardian.domain.event.IdentityEvent.Unlocked;
import io.cfguardian.domain.event.IdentityEvent.UserCreated;
import io.cfguardian.domain.event.IdentityEvent.UserDeleted;
import io.cfguardian.domain.event.IdentityEvent.UserUpdated;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.identity.Session.Method;
import io.cfguardian.domain.identity.User.Status;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.NodeId;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.SigningKeyId;
import io.cfguardian.domain.key.TokenKey;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.Dialect;
import io.cfguardian.domain.schema.SchemaRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The commits of docs/chain-example.ndjson. */
final class ExampleCommits {

    private static final ProjectKey PAYMENTS = new ProjectKey("payments");
    private static final EnvironmentId PROD = new EnvironmentId(PAYMENTS, new EnvironmentKey("prod"));
    private static final ConfigId LIMITS = ConfigId.of(PROD, new ConfigKey("checkout.limits"));
    private static final ConfigId NOTES = ConfigId.of(PROD, new ConfigKey("notes"));
    private static final Version TWO = new Version(2);

    private static final String SYSTEM = "system";
    private static final String ADMINISTRATOR = "user:admin";
    private static final UserId ADMIN = new UserId("admin");
    private static final UserId ANNA = new UserId("anna");
    private static final Hash ACCOUNT = Bytes.utf8("account").sha256();
    private static final SessionId FIRST = new SessionId("0123456789abcdef0123456789abcdef");
    private static final SessionId SECOND = new SessionId("fedcba9876543210fedcba9876543210");
    private static final ProjectKey SHOP = new ProjectKey("shop");
    private static final EnvironmentKey DEV = new EnvironmentKey("dev");
    private static final ServiceTokenId CI = new ServiceTokenId(SHOP, new TokenKey("ci"));

    private final List<Commit> commits = new ArrayList<>();
    private int nodeRequests;

    private ExampleCommits() {}

    /** All of them, the first one first. */
    static List<Commit> all() {
        ExampleCommits example = new ExampleCommits();
        example.documents();
        example.people();
        example.members();
        example.sessions();
        example.tokens();
        example.ends();
        example.nodes();
        return List.copyOf(example.commits);
    }

    private void documents() {
        JsonValue value = object(Map.of("max", new JsonNumber(BigDecimal.valueOf(100))));
        DocumentRef schema = Document.of(
                        MediaType.JSON,
                        Bytes.utf8("{\"type\":\"object\",\"properties\":{\"max\":{\"type\":\"integer\"}}}"),
                        object(Map.of(
                                "type",
                                new JsonString("object"),
                                "properties",
                                object(Map.of("max", object(Map.of("type", new JsonString("integer"))))))))
                .ref();
        DocumentRef json = Document.of(MediaType.JSON, Bytes.utf8("{ \"max\": 100 }\n"), value)
                .ref();
        DocumentRef yaml = Document.of(MediaType.YAML, Bytes.utf8("max: 100 # per minute\n"), value)
                .ref();
        SchemaKey limits = new SchemaKey("limits");
        commit(
                "2026-01-01T12:00:00Z",
                "admin",
                Origin.NODE,
                "n1-7f3c",
                new ProjectCreated(PAYMENTS, "Payment services"));
        commit(
                "2026-01-01T12:00:00.250Z",
                "admin",
                Origin.NODE,
                "n1-7f3d",
                new EnvironmentCreated(PROD, "", SchemaDemand.OPTIONAL));
        commit(
                "2026-01-01T12:00:01Z",
                "alice@example.org",
                Origin.CLIENT,
                "release-42",
                new SchemaPut(new SchemaId(PAYMENTS, limits), Version.FIRST, Dialect.DRAFT_07, schema),
                new ConfigPut(LIMITS, Version.FIRST, json, new SchemaRef(limits, Version.FIRST)),
                new ConfigPut(NOTES, Version.FIRST, yaml, null));
        commit(
                "2026-01-01T12:00:01Z",
                "jörg",
                Origin.NODE,
                "n2-0001",
                new EnvironmentUpdated(PROD, "größer \uD83D\uDED2", SchemaDemand.REQUIRED));
        commit(
                "2026-01-02T00:00:00.001Z",
                "admin",
                Origin.CLIENT,
                "~!",
                new ConfigDeleted(LIMITS, TWO),
                new ConfigDeleted(NOTES, TWO));
        commit("2026-01-02T00:00:00.001Z", "admin", Origin.NODE, "n3-1", new EnvironmentDeleted(PROD));
        commit("2026-01-02T00:00:00.001Z", "admin", Origin.NODE, "n3-2", new ProjectUpdated(PAYMENTS, ""));
        commit("2026-12-31T23:59:59.999Z", "admin", Origin.NODE, "n3-3", new ProjectDeleted(PAYMENTS));
    }

    private void people() {
        node(
                "2027-01-01T08:00:00Z",
                SYSTEM,
                new UserCreated(ADMIN, true),
                new DataKeyWrapped("5f2c9a0e7b41d836"),
                new SigningKeyRotated(new SigningKeyId("k9c3e1f5a")));
        node("2027-01-01T08:00:01Z", SYSTEM, new LoginCharged(ACCOUNT, 1, null));
        node("2027-01-01T08:00:01.500Z", SYSTEM, new SessionOpened(ADMIN, FIRST, Method.PASSWORD));
        commit("2027-01-01T08:01:00Z", ADMINISTRATOR, Origin.CLIENT, "hire-anna", new UserCreated(ANNA, false));
        node("2027-01-01T08:01:01Z", ADMINISTRATOR, new PasswordSet(ANNA));
        node("2027-01-01T08:01:02Z", SYSTEM, new IdentityLinked(ANNA, "corp"));
    }

    private void members() {
        MemberId anna = new MemberId(SHOP, ANNA.principal());
        MemberId token = new MemberId(SHOP, CI.principal());
        Map<EnvironmentKey, Role> both = Map.of(new EnvironmentKey("prod"), Role.EDITOR, DEV, Role.ADMIN);
        node("2027-01-01T08:02:00Z", ADMINISTRATOR, new MemberPut(anna, new Grant(Role.VIEWER, new TreeMap<>(both))));
        Map<EnvironmentKey, Role> one = Map.of(DEV, Role.VIEWER);
        node("2027-01-01T08:02:00.001Z", ADMINISTRATOR, new MemberPut(anna, new Grant(null, new TreeMap<>(one))));
        node("2027-01-01T08:02:00.002Z", ADMINISTRATOR, new MemberPut(token, Grant.of(Role.ADMIN)));
    }

    private void sessions() {
        node("2027-01-01T08:03:00Z", SYSTEM, new SessionOpened(ANNA, SECOND, Method.PROVIDER));
        node("2027-01-01T08:03:01Z", "user:anna", new FactorEnrolled(ANNA));
        node("2027-01-01T08:03:02Z", "user:anna", new FactorActivated(ANNA));
        node("2027-01-01T08:03:03Z", SYSTEM, new SessionOpened(ANNA, SECOND, Method.PASSWORD_AND_CODE));
        node("2027-01-01T08:03:04Z", SYSTEM, new SessionOpened(ANNA, SECOND, Method.PASSWORD_AND_RECOVERY_CODE));
        node("2027-01-01T08:13:04Z", SYSTEM, new SessionRefreshed(ANNA, SECOND));
        node("2027-01-01T08:13:05Z", SYSTEM, new RefreshReused(ANNA, SECOND));
        node("2027-01-01T08:14:00Z", SYSTEM, new LoginCharged(ACCOUNT, 5, Instant.parse("2027-01-01T08:14:30Z")));
        node("2027-01-01T08:14:10Z", ADMINISTRATOR, new Unlocked(ANNA));
        node("2027-01-01T08:14:20Z", "user:anna", new SessionsClosed(ANNA, List.of(FIRST, SECOND)));
        node("2027-01-01T08:14:30Z", ADMINISTRATOR, new FactorDisabled(ANNA));
    }

    private void tokens() {
        ServiceTokenId nightly = new ServiceTokenId(SHOP, new TokenKey("nightly"));
        Instant end = Instant.parse("2027-07-01T00:00:00Z");
        node("2027-01-01T08:20:00Z", ADMINISTRATOR, new TokenIssued(CI, end.plusMillis(1)));
        node("2027-01-01T08:20:01Z", ADMINISTRATOR, new TokenIssued(nightly, null));
        node("2027-01-01T08:21:00Z", ADMINISTRATOR, new TokenRotated(CI, null));
        node("2027-01-01T08:21:01Z", ADMINISTRATOR, new TokenRotated(nightly, end));
        commit("2027-01-01T08:22:00Z", "token:shop/ci", Origin.CLIENT, "last-words", new TokenRevoked(CI));
    }

    private void ends() {
        MemberId anna = new MemberId(SHOP, ANNA.principal());
        node("2027-01-01T08:23:00Z", ADMINISTRATOR, new MemberRemoved(anna));
        node("2027-01-01T08:24:00Z", ADMINISTRATOR, new UserUpdated(ANNA, Status.DISABLED, false));
        node("2027-01-01T08:24:01Z", ADMINISTRATOR, new UserUpdated(ANNA, Status.ACTIVE, true));
        node("2027-01-01T08:25:00Z", ADMINISTRATOR, new UserDeleted(ANNA));
        node("2027-01-01T08:26:00Z", SYSTEM, new Observed(3, 1));
        node("2027-01-02T03:00:00Z", SYSTEM, new Purged(2, 1, 4, 300));
        node("2027-01-02T03:00:01Z", SYSTEM, new EventsDelivered(5_000_000_000L, 12));
        node("2027-01-02T09:00:00Z", "anonymous", new RegistrationRefused(ADMIN));
        node("2027-01-02T09:00:01Z", ADMINISTRATOR, new PasswordRehashed(ADMIN));
    }

    private void nodes() {
        NodeId third = new NodeId("node-3");
        ClusterNode first =
                ClusterNode.founder(new NodeId("node-1"), "10.0.0.1:7401", "cfg-1.example.org:7400", Standing.VOTER);
        ClusterNode second =
                ClusterNode.founder(new NodeId("node-2"), "10.0.0.2:7401", "10.0.0.2:7400", Standing.LEARNER);
        node("2027-02-01T08:00:00Z", SYSTEM, new ClusterFounded(FormatLevel.NODES, List.of(first, second)));
        node("2027-02-01T08:01:00Z", ADMINISTRATOR, new NodeAdded(third, "cfg-3:7401", "cfg-3:7400", Standing.LEARNER));
        node("2027-02-01T08:01:02Z", SYSTEM, new NodeJoined(third));
        node("2027-02-01T08:02:00Z", ADMINISTRATOR, new NodePromoted(third));
        node("2027-02-01T08:03:00Z", ADMINISTRATOR, new NodeLeaving(second.id()));
        node("2027-02-01T08:03:01Z", SYSTEM, new NodeRemoved(second.id()));
        node("2027-03-01T08:00:00Z", SYSTEM, new FormatRaised(new FormatLevel(3)));
    }

    private void node(String time, String author, Event... events) {
        nodeRequests++;
        commit(time, author, Origin.NODE, "n4-" + nodeRequests, events);
    }

    private void commit(String time, String author, Origin origin, String request, Event... events) {
        Revision revision = new Revision(commits.size() + 1L);
        Hash previous = commits.isEmpty() ? Hash.ZERO : commits.getLast().hash();
        Stamp stamp = new Stamp(revision, Instant.parse(time), new Principal(author));
        commits.add(Commit.append(stamp, new RequestId(origin, request), List.of(events), previous));
    }

    private static JsonObject object(Map<String, JsonValue> members) {
        return new JsonObject(new LinkedHashMap<>(members));
    }
}
