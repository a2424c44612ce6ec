package io.cfguardian.testkit.example;

import static io.cfguardian.testkit.example.Examples.NOON;
import static io.cfguardian.testkit.example.Examples.config;
import static io.cfguardian.testkit.example.Examples.environment;
import static io.cfguardian.testkit.example.Examples.json;
import static io.cfguardian.testkit.example.Examples.project;
import static io.cfguardian.testkit.example.Examples.revision;
import static io.cfguardian.testkit.example.Examples.schema;
import static io.cfguardian.testkit.example.Examples.schemaRef;
import static io.cfguardian.testkit.example.Examples.version;
import static io.cfguardian.testkit.example.Examples.yaml;

import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Command.CreateEnvironment;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Command.DeleteEnvironment;
import io.cfguardian.domain.command.Command.DeleteProject;
import io.cfguardian.domain.command.Command.UpdateEnvironment;
import io.cfguardian.domain.command.Command.UpdateProject;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.Operation;
import io.cfguardian.domain.command.Operation.DeleteConfig;
import io.cfguardian.domain.command.Operation.PutConfig;
import io.cfguardian.domain.command.Operation.PutSchema;
import io.cfguardian.domain.command.Precondition;
import io.cfguardian.domain.command.Premise;
import io.cfguardian.domain.command.Premise.NewestVersion;
import io.cfguardian.domain.command.Premise.SchemaOf;
import io.cfguardian.domain.decide.Outcome;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.decide.Outcome.Effect;
import io.cfguardian.domain.decide.Outcome.Rejected;
import io.cfguardian.domain.decide.Outcome.Result;
import io.cfguardian.domain.decide.Outcome.Unchanged;
import io.cfguardian.domain.decide.Rejection;
import io.cfguardian.domain.decide.Rejection.AlreadyExists;
import io.cfguardian.domain.decide.Rejection.DuplicateTarget;
import io.cfguardian.domain.decide.Rejection.ForeignDocument;
import io.cfguardian.domain.decide.Rejection.KeyRetired;
import io.cfguardian.domain.decide.Rejection.LimitReached;
import io.cfguardian.domain.decide.Rejection.NotEmpty;
import io.cfguardian.domain.decide.Rejection.NotFound;
import io.cfguardian.domain.decide.Rejection.PremiseChanged;
import io.cfguardian.domain.decide.Rejection.Presence;
import io.cfguardian.domain.decide.Rejection.RequestReused;
import io.cfguardian.domain.decide.Rejection.SchemaRequired;
import io.cfguardian.domain.decide.Rejection.VersionConflict;
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
import io.cfguardian.domain.key.ClusterPart;
import io.cfguardian.domain.key.IdentityPart;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.schema.Dialect;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Stream;

/**
 * At least one value of every kind of the closed families, for whatever must handle each: stores, codecs, the hash chain.
 * {@link #kinds} tells what there must be.
 */
public final class EveryKind {

    private EveryKind() {}

    /** Every command, with every operation, expectation and premise in it. */
    public static List<Command> commands() {
        List<Command> commands = new ArrayList<>(List.of(
                new CreateProject(project("shop"), "Checkout, größer als gedacht \uD83D\uDED2"),
                new UpdateProject(project("shop"), ""),
                new DeleteProject(project("shop")),
                new CreateEnvironment(environment("shop/prod"), "live", SchemaDemand.REQUIRED),
                new CreateEnvironment(environment("shop/dev"), "", SchemaDemand.OPTIONAL),
                new UpdateEnvironment(environment("shop/prod"), null, null),
                new UpdateEnvironment(environment("shop/prod"), "", SchemaDemand.OPTIONAL),
                new DeleteEnvironment(environment("shop/prod")),
                new ChangeDocuments(project("shop"), preconditions(), premises(), operations())));
        commands.addAll(EveryIdentity.commands().values());
        commands.addAll(EveryCluster.commands().values());
        return List.copyOf(commands);
    }

    /** Every operation. */
    public static List<Operation> operations() {
        return List.of(
                new PutSchema(schema("shop/limits"), Expectation.Simple.ANY, Dialect.DRAFT_2020_12, json("s")),
                new PutConfig(config("shop/prod/a"), Expectation.Simple.ABSENT, json("v"), schemaRef("limits@1")),
                new PutConfig(config("shop/prod/b"), Expectation.Simple.PRESENT, yaml("w"), null),
                new DeleteConfig(config("shop/prod/c"), new Expectation.At(version(7))));
    }

    /** Every expectation, on both kinds of documents. */
    public static List<Precondition> preconditions() {
        return List.of(
                new Precondition(config("shop/prod/d"), Expectation.Simple.ANY),
                new Precondition(config("shop/prod/d"), Expectation.Simple.ABSENT),
                new Precondition(schema("shop/limits"), Expectation.Simple.PRESENT),
                new Precondition(schema("shop/limits"), new Expectation.At(version(Long.MAX_VALUE))));
    }

    /** Every premise, with and without what may be null. */
    public static List<Premise> premises() {
        return List.of(
                new NewestVersion(config("shop/prod/a"), version(3)),
                new NewestVersion(schema("shop/limits"), null),
                new SchemaOf(config("shop/prod/a"), schemaRef("limits@1").key()),
                new SchemaOf(config("shop/prod/b"), null));
    }

    /** Every event. */
    public static List<Event> events() {
        List<Event> events = new ArrayList<>(List.of(
                new ProjectCreated(project("shop"), "Checkout, größer als gedacht \uD83D\uDED2"),
                new ProjectUpdated(project("shop"), ""),
                new ProjectDeleted(project("shop")),
                new EnvironmentCreated(environment("shop/prod"), "live", SchemaDemand.REQUIRED),
                new EnvironmentUpdated(environment("shop/prod"), "", SchemaDemand.OPTIONAL),
                new EnvironmentDeleted(environment("shop/prod")),
                new SchemaPut(
                        schema("shop/limits"),
                        version(1),
                        Dialect.DRAFT_2019_09,
                        json("s").ref()),
                new ConfigPut(config("shop/prod/a"), version(2), json("v").ref(), schemaRef("limits@1")),
                new ConfigPut(
                        config("shop/prod/b"), version(1L << 40), yaml("w").ref(), null),
                new ConfigDeleted(config("shop/prod/a"), version(3))));
        events.addAll(EveryIdentity.events().values());
        events.addAll(EveryCluster.events().values());
        return List.copyOf(events);
    }

    /** Every rejection, with every limit and presence. */
    public static List<Rejection> rejections() {
        List<Rejection> rejections = new ArrayList<>(List.of(
                new NotFound(project("shop")),
                new NotFound(environment("shop/prod")),
                new NotFound(schema("shop/limits")),
                new NotFound(config("shop/prod/a")),
                new AlreadyExists(environment("shop/prod")),
                new KeyRetired(project("shop"), revision(12)),
                new NotEmpty(environment("shop/prod")),
                new VersionConflict(config("shop/prod/a"), Expectation.Simple.ABSENT, version(3), Presence.LIVE),
                new VersionConflict(
                        config("shop/prod/a"), new Expectation.At(version(2)), version(3), Presence.DELETED),
                new VersionConflict(schema("shop/limits"), Expectation.Simple.PRESENT, null, Presence.NEVER),
                new SchemaRequired(config("shop/prod/a")),
                new DuplicateTarget(schema("shop/limits")),
                new ForeignDocument(config("bank/prod/a")),
                RequestReused.REQUEST_REUSED,
                new NotFound(EveryIdentity.ANNA),
                new NotFound(new MemberId(project("shop"), EveryIdentity.ANNA.principal())),
                new NotFound(EveryIdentity.TOKEN),
                Rejection.RightsChanged.RIGHTS_CHANGED,
                Rejection.ProofRefused.PROOF_REFUSED,
                new Rejection.LockedOut(NOON),
                Rejection.LastAdministrator.LAST_ADMINISTRATOR,
                Rejection.IdentityTaken.IDENTITY_TAKEN,
                Rejection.FactorConflict.FACTOR_CONFLICT,
                Rejection.KeyConflict.KEY_CONFLICT,
                new NotFound(EveryCluster.FIRST),
                new Rejection.NodesChanging(EveryCluster.FIRST),
                Rejection.LastVoter.LAST_VOTER));
        premises().forEach(premise -> rejections.add(new PremiseChanged(premise)));
        for (Limit limit : Limit.values()) {
            rejections.add(new LimitReached(limit));
        }
        return List.copyOf(rejections);
    }

    /** Every outcome, with every effect and every rejection. */
    public static List<Outcome> outcomes() {
        List<Outcome> outcomes = new ArrayList<>(List.of(
                new Committed(
                        revision(4),
                        NOON,
                        List.of(
                                new Result(schema("shop/limits"), version(1), Effect.CREATED),
                                new Result(config("shop/prod/a"), version(2), Effect.CHANGED),
                                new Result(config("shop/prod/b"), version(9), Effect.DELETED),
                                new Result(config("shop/prod/c"), version(5), Effect.UNCHANGED))),
                new Committed(revision(1), NOON, List.of(new Result(project("shop"), null, Effect.CREATED))),
                new Unchanged(revision(0), List.of(new Result(environment("shop/prod"), null, Effect.UNCHANGED)))));
        for (IdentityPart part : IdentityPart.values()) {
            outcomes.add(new Unchanged(revision(3), List.of(new Result(part, null, Effect.UNCHANGED))));
        }
        for (ClusterPart part : ClusterPart.values()) {
            outcomes.add(new Unchanged(revision(3), List.of(new Result(part, null, Effect.UNCHANGED))));
        }
        rejections().forEach(rejection -> outcomes.add(new Rejected(revision(4), rejection)));
        return List.copyOf(outcomes);
    }

    /** The records and enums that a sealed family ends in. */
    public static SequencedSet<Class<?>> kinds(Class<?> family) {
        SequencedSet<Class<?>> kinds = new LinkedHashSet<>();
        if (family.isSealed() && family.isInterface()) {
            Stream.of(family.getPermittedSubclasses()).forEach(kind -> kinds.addAll(kinds(kind)));
        } else {
            kinds.add(family);
        }
        return kinds;
    }
}
