package io.cfguardian.raft.codec;

import static io.cfguardian.testkit.example.Examples.clientRequest;
import static io.cfguardian.testkit.example.Examples.config;
import static io.cfguardian.testkit.example.Examples.environment;
import static io.cfguardian.testkit.example.Examples.nodeRequest;
import static io.cfguardian.testkit.example.Examples.project;
import static io.cfguardian.testkit.example.Examples.revision;
import static io.cfguardian.testkit.example.Examples.schema;
import static io.cfguardian.testkit.example.Examples.schemaRef;
import static io.cfguardian.testkit.example.Examples.version;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Command.CreateEnvironment;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Command.DeleteEnvironment;
import io.cfguardian.domain.command.Command.DeleteProject;
import io.cfguardian.domain.command.Command.UpdateEnvironment;
import io.cfguardian.domain.command.Command.UpdateProject;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.Expectation.At;
import io.cfguardian.domain.command.Expectation.Simple;
import io.cfguardian.domain.command.Operation.DeleteConfig;
import io.cfguardian.domain.command.Operation.PutConfig;
import io.cfguardian.domain.command.Operation.PutSchema;
import io.cfguardian.domain.command.Precondition;
import io.cfguardian.domain.command.Premise.NewestVersion;
import io.cfguardian.domain.command.Premise.SchemaOf;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.decide.Answer;
import io.cfguardian.domain.decide.Answer.Turn;
import io.cfguardian.domain.decide.Outcome;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.decide.Outcome.Effect;
import io.cfguardian.domain.decide.Outcome.Rejected;
import io.cfguardian.domain.decide.Outcome.Result;
import io.cfguardian.domain.decide.Outcome.Unchanged;
import io.cfguardian.domain.decide.Rejection;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.key.ClusterPart;
import io.cfguardian.domain.key.IdentityPart;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.project.Environment;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.domain.schema.Dialect;
import io.cfguardian.domain.schema.SchemaVersion;
import io.cfguardian.domain.state.Head;
import io.cfguardian.domain.state.RequestKey;
import io.cfguardian.domain.state.RequestRecord;
import io.cfguardian.domain.state.SequenceWindow;
import io.cfguardian.testkit.example.EveryCluster;
import io.cfguardian.testkit.example.EveryIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;

/** The values of the golden files, by file name. A value never changes once its file was released; new ones are added. */
final class GoldenValues {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");
    private static final Principal AUTHOR = new Principal("größe@example.org");
    private static final Stamp STAMP = new Stamp(revision(7), NOON, AUTHOR);
    private static final Document JSON = Document.of(MediaType.JSON, Bytes.utf8("\"v\""), new JsonString("v"));
    private static final Document YAML = Document.of(MediaType.YAML, Bytes.utf8("w # why\n"), new JsonString("w"));

    private final SequencedMap<String, Golden<?>> all = new TreeMap<>();

    private GoldenValues() {}

    /** A value and how it is written. */
    record Golden<T>(Codec<T> codec, T value) {

        byte[] encode() {
            return codec.encode(value);
        }

        String describe() {
            return codec.describe(value);
        }
    }

    static SequencedMap<String, Golden<?>> all() {
        GoldenValues values = new GoldenValues();
        values.commands();
        values.events();
        values.rejections();
        values.outcomes();
        values.entities();
        values.identity();
        values.cluster();
        return values.all;
    }

    private void commands() {
        command("create-project", new CreateProject(project("shop"), "Kasse \uD83D\uDED2"));
        command("update-project", new UpdateProject(project("shop"), ""));
        command("delete-project", new DeleteProject(project("shop")));
        command("create-environment", new CreateEnvironment(environment("shop/prod"), "live", SchemaDemand.REQUIRED));
        command("update-environment", new UpdateEnvironment(environment("shop/prod"), "", SchemaDemand.OPTIONAL));
        command("update-environment-nothing", new UpdateEnvironment(environment("shop/prod"), null, null));
        command("delete-environment", new DeleteEnvironment(environment("shop/prod")));
        command(
                "change-documents",
                new ChangeDocuments(
                        project("shop"),
                        List.of(
                                new Precondition(config("shop/prod/d"), Simple.ANY),
                                new Precondition(schema("shop/limits"), new At(version(Long.MAX_VALUE)))),
                        List.of(
                                new NewestVersion(config("shop/prod/a"), version(3)),
                                new NewestVersion(schema("shop/limits"), null),
                                new SchemaOf(
                                        config("shop/prod/a"),
                                        schemaRef("limits@1").key()),
                                new SchemaOf(config("shop/prod/b"), null)),
                        List.of(
                                new PutSchema(schema("shop/limits"), Simple.ANY, Dialect.DRAFT_2020_12, JSON),
                                new PutConfig(config("shop/prod/a"), Simple.ABSENT, JSON, schemaRef("limits@1")),
                                new PutConfig(config("shop/prod/b"), Simple.PRESENT, YAML, null),
                                new DeleteConfig(config("shop/prod/c"), new At(version(7))))));
    }

    private void command(String name, Command command) {
        add(
                "command-" + name,
                Codec.ENVELOPE,
                new Envelope(clientRequest("key-" + name), new Actor.Node(AUTHOR), null, NOON, Hash.ZERO, command));
    }

    private void events() {
        event("project-created", new Event.ProjectCreated(project("shop"), "Kasse \uD83D\uDED2"));
        event("project-updated", new Event.ProjectUpdated(project("shop"), ""));
        event("project-deleted", new Event.ProjectDeleted(project("shop")));
        event(
                "environment-created",
                new Event.EnvironmentCreated(environment("shop/prod"), "live", SchemaDemand.REQUIRED));
        event("environment-updated", new Event.EnvironmentUpdated(environment("shop/prod"), "", SchemaDemand.OPTIONAL));
        event("environment-deleted", new Event.EnvironmentDeleted(environment("shop/prod")));
        for (Dialect dialect : Dialect.values()) {
            event(
                    "schema-put-" + dialect.label(),
                    new Event.SchemaPut(schema("shop/limits"), version(1), dialect, JSON.ref()));
        }
        event("config-put", new Event.ConfigPut(config("shop/prod/a"), version(2), JSON.ref(), schemaRef("limits@1")));
        event("config-put-no-schema", new Event.ConfigPut(config("shop/prod/b"), version(1L << 40), YAML.ref(), null));
        event("config-deleted", new Event.ConfigDeleted(config("shop/prod/a"), version(3)));
    }

    private void event(String name, Event event) {
        add(
                "event-" + name,
                Codec.COMMIT,
                Commit.append(STAMP, nodeRequest("0198c0de"), List.of(event), JSON.valueHash()));
    }

    private void rejections() {
        rejection("not-found-project", new Rejection.NotFound(project("shop")));
        rejection("not-found-environment", new Rejection.NotFound(environment("shop/prod")));
        rejection("not-found-schema", new Rejection.NotFound(schema("shop/limits")));
        rejection("not-found-config", new Rejection.NotFound(config("shop/prod/a")));
        rejection("already-exists", new Rejection.AlreadyExists(environment("shop/prod")));
        rejection("key-retired", new Rejection.KeyRetired(project("shop"), revision(12)));
        rejection("not-empty", new Rejection.NotEmpty(environment("shop/prod")));
        rejection(
                "version-conflict-live",
                new Rejection.VersionConflict(
                        config("shop/prod/a"), Simple.ABSENT, version(3), Rejection.Presence.LIVE));
        rejection(
                "version-conflict-deleted",
                new Rejection.VersionConflict(
                        config("shop/prod/a"), new At(version(2)), version(3), Rejection.Presence.DELETED));
        rejection(
                "version-conflict-never",
                new Rejection.VersionConflict(schema("shop/limits"), Simple.PRESENT, null, Rejection.Presence.NEVER));
        rejection("schema-required", new Rejection.SchemaRequired(config("shop/prod/a")));
        rejection("duplicate-target", new Rejection.DuplicateTarget(schema("shop/limits")));
        rejection("foreign-document", new Rejection.ForeignDocument(config("bank/prod/a")));
        rejection(
                "premise-changed", new Rejection.PremiseChanged(new NewestVersion(config("shop/prod/a"), version(3))));
        rejection("request-reused", Rejection.RequestReused.REQUEST_REUSED);
        for (Limit limit : Limit.values()) {
            rejection(
                    "limit-" + limit.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    new Rejection.LimitReached(limit));
        }
    }

    private void rejection(String name, Rejection rejection) {
        answer("rejection-" + name, new Rejected(revision(4), rejection), Turn.FIRST);
    }

    private void outcomes() {
        Outcome committed = new Committed(
                revision(4),
                NOON,
                List.of(
                        new Result(schema("shop/limits"), version(1), Effect.CREATED),
                        new Result(config("shop/prod/a"), version(2), Effect.CHANGED),
                        new Result(config("shop/prod/b"), version(9), Effect.DELETED),
                        new Result(config("shop/prod/c"), version(5), Effect.UNCHANGED)));
        answer("outcome-committed", committed, Turn.FIRST);
        answer("outcome-committed-again", committed, Turn.REPEATED);
        answer(
                "outcome-committed-project",
                new Committed(revision(1), NOON, List.of(new Result(project("shop"), null, Effect.CREATED))),
                Turn.FIRST);
        answer(
                "outcome-unchanged",
                new Unchanged(revision(0), List.of(new Result(environment("shop/prod"), null, Effect.UNCHANGED))),
                Turn.FIRST);
        add(
                "request-record",
                Codec.REQUEST_RECORD,
                new RequestRecord(new RequestKey(AUTHOR, clientRequest("key")), 42, JSON.valueHash(), NOON, committed));
    }

    private void answer(String name, Outcome outcome, Turn turn) {
        add(name, Codec.ANSWER, new Answer(outcome, turn));
    }

    private void entities() {
        add("entity-project", Codec.PROJECT, new Project(project("shop"), "s", STAMP, revision(9), 2, 3, null));
        add(
                "entity-project-deleted",
                Codec.PROJECT,
                new Project(project("shop"), "", STAMP, revision(10), 0, 1, STAMP));
        add(
                "entity-environment",
                Codec.ENVIRONMENT,
                new Environment(environment("shop/prod"), "live", SchemaDemand.REQUIRED, STAMP, revision(8), 5));
        add(
                "entity-schema-version",
                Codec.SCHEMA_VERSION,
                new SchemaVersion(schema("shop/limits"), version(2), Dialect.DRAFT_07, JSON.ref(), STAMP));
        add(
                "entity-config-version",
                Codec.CONFIG_VERSION,
                new ConfigVersion(
                        config("shop/prod/a"),
                        version(2),
                        new ConfigVersion.Live(YAML.ref(), schemaRef("limits@2")),
                        STAMP));
        add(
                "entity-config-version-no-schema",
                Codec.CONFIG_VERSION,
                new ConfigVersion(config("shop/prod/a"), version(3), new ConfigVersion.Live(JSON.ref(), null), STAMP));
        add(
                "entity-config-version-deleted",
                Codec.CONFIG_VERSION,
                new ConfigVersion(config("shop/prod/a"), version(4), ConfigVersion.Deleted.DELETED, STAMP));
        add("entity-document-json", Codec.DOCUMENT, JSON);
        add("entity-document-yaml", Codec.DOCUMENT, YAML);
        add(
                "entity-head",
                Codec.HEAD,
                new Head(
                        revision(7),
                        JSON.valueHash(),
                        NOON,
                        new Head.Counts(1, 0, 0),
                        new SequenceWindow(3, 40),
                        new SequenceWindow(0, 7),
                        SequenceWindow.EMPTY));
        add(
                "entity-head-identity",
                Codec.HEAD,
                new Head(
                        revision(7),
                        JSON.valueHash(),
                        NOON,
                        new Head.Counts(1, 20, 3),
                        new SequenceWindow(3, 40),
                        new SequenceWindow(0, 7),
                        new SequenceWindow(0, 1)));
        add("entity-head-empty", Codec.HEAD, Head.EMPTY);
        for (Report.Part part : Report.Part.values()) {
            add(
                    "report-" + part.name().toLowerCase(Locale.ROOT),
                    Codec.REPORT,
                    new Report(part, 3, 120, revision(7), JSON.valueHash(), null, Report.Disk.ROOM, null));
        }
        add(
                "report-node",
                Codec.REPORT,
                new Report(
                        Report.Part.LEADER,
                        3,
                        120,
                        revision(7),
                        JSON.valueHash(),
                        new Report.Node(
                                "node-1",
                                "127.0.0.1:8080",
                                2,
                                List.of("127.0.0.1:7400", "127.0.0.1:7401"),
                                "node-2 does not answer"),
                        Report.Disk.ROOM,
                        null));
        add(
                "report-disk-low",
                Codec.REPORT,
                new Report(Report.Part.FOLLOWER, 3, 120, revision(7), JSON.valueHash(), null, Report.Disk.LOW, NOON));
        add("question-state", Codec.QUESTION, new Question.OfState());
        add("question-chain", Codec.QUESTION, new Question.OfChain(revision(7)));
        add("question-leadership", Codec.QUESTION, new Question.OfLeadership("127.0.0.1:7400"));
        add("chain-point", Codec.CHAIN_POINT, new ChainPoint(revision(7), JSON.valueHash()));
    }

    /** What {@link EveryCluster} names. */
    private void cluster() {
        EveryCluster.commands().forEach((name, command) -> command("cluster-" + name, command));
        EveryCluster.events().forEach((name, event) -> event("cluster-" + name, event));
        EveryCluster.entities().forEach((name, entity) -> add("cluster-entity-" + name, Codec.ENTITY, entity));
        rejection("not-found-node", new Rejection.NotFound(EveryCluster.FIRST));
        rejection("nodes-changing", new Rejection.NodesChanging(EveryCluster.FIRST));
        rejection("last-voter", Rejection.LastVoter.LAST_VOTER);
        for (ClusterPart part : ClusterPart.values()) {
            answer(
                    "outcome-unchanged-cluster-" + part.name().toLowerCase(Locale.ROOT),
                    new Unchanged(revision(3), List.of(new Result(part, null, Effect.UNCHANGED))),
                    Turn.FIRST);
        }
    }

    /** What {@link EveryIdentity} names, and who can ask beside a node. */
    private void identity() {
        EveryIdentity.commands().forEach((name, command) -> command("identity-" + name, command));
        EveryIdentity.events().forEach((name, event) -> event("identity-" + name, event));
        EveryIdentity.entities().forEach((name, entity) -> add("identity-entity-" + name, Codec.ENTITY, entity));
        Command command = new DeleteProject(project("shop"));
        Actor person = new Actor.Person(EveryIdentity.ANNA, EveryIdentity.SESSION);
        Actor service = new Actor.Service(EveryIdentity.TOKEN);
        add(
                "command-by-person",
                Codec.ENVELOPE,
                new Envelope(clientRequest("key"), person, EveryIdentity.SOURCE, NOON, Hash.ZERO, command));
        add(
                "command-by-person-from-nowhere",
                Codec.ENVELOPE,
                new Envelope(clientRequest("key"), person, new Source("", ""), NOON, Hash.ZERO, command));
        add(
                "command-by-service",
                Codec.ENVELOPE,
                new Envelope(clientRequest("key"), service, null, NOON, Hash.ZERO, command));
        rejection("not-found-user", new Rejection.NotFound(EveryIdentity.ANNA));
        rejection(
                "not-found-member",
                new Rejection.NotFound(new MemberId(project("shop"), EveryIdentity.ANNA.principal())));
        rejection("not-found-token", new Rejection.NotFound(EveryIdentity.TOKEN));
        rejection("rights-changed", Rejection.RightsChanged.RIGHTS_CHANGED);
        rejection("proof-refused", Rejection.ProofRefused.PROOF_REFUSED);
        rejection("locked-out", new Rejection.LockedOut(NOON));
        rejection("last-administrator", Rejection.LastAdministrator.LAST_ADMINISTRATOR);
        rejection("identity-taken", Rejection.IdentityTaken.IDENTITY_TAKEN);
        rejection("factor-conflict", Rejection.FactorConflict.FACTOR_CONFLICT);
        rejection("key-conflict", Rejection.KeyConflict.KEY_CONFLICT);
        for (IdentityPart part : IdentityPart.values()) {
            answer(
                    "outcome-unchanged-" + part.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    new Unchanged(revision(3), List.of(new Result(part, null, Effect.UNCHANGED))),
                    Turn.FIRST);
        }
    }

    private <T> void add(String name, Codec<T> codec, T value) {
        if (all.put(name, new Golden<>(codec, value)) != null) {
            throw new IllegalStateException("two values are named " + name);
        }
    }
}
