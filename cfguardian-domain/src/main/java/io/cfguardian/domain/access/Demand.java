package io.cfguardian.domain.access;

import io.cfguardian.domain.command.ClusterCommand;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Command.CreateEnvironment;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Command.DeleteEnvironment;
import io.cfguardian.domain.command.Command.DeleteProject;
import io.cfguardian.domain.command.Command.UpdateEnvironment;
import io.cfguardian.domain.command.Command.UpdateProject;
import io.cfguardian.domain.command.IdentityCommand;
import io.cfguardian.domain.command.IdentityCommand.ActivateFactor;
import io.cfguardian.domain.command.IdentityCommand.CloseSessions;
import io.cfguardian.domain.command.IdentityCommand.DisableFactor;
import io.cfguardian.domain.command.IdentityCommand.EnrolFactor;
import io.cfguardian.domain.command.IdentityCommand.IssueToken;
import io.cfguardian.domain.command.IdentityCommand.PutMember;
import io.cfguardian.domain.command.IdentityCommand.RemoveMember;
import io.cfguardian.domain.command.IdentityCommand.RevokeToken;
import io.cfguardian.domain.command.IdentityCommand.RotateToken;
import io.cfguardian.domain.command.IdentityCommand.SetPassword;
import io.cfguardian.domain.command.Operation;
import io.cfguardian.domain.command.Precondition;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.FactorProof;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.UserId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One right that is needed, and where. */
public record Demand(Action action, Place place) {

    /** The right to look after the own account. */
    public static final Demand OWN_ACCOUNT = new Demand(Action.OWN, Place.CLUSTER);

    /** The right to do everything. */
    public static final Demand EVERYTHING = new Demand(Action.OPERATE, Place.CLUSTER);

    /** Everything that {@code command} needs of {@code actor}; each operation of a transaction demands on its own. */
    public static List<Demand> of(Command command, Actor actor) {
        return switch (command) {
            case CreateProject ignored -> List.of(EVERYTHING);
            case UpdateProject update -> administering(Place.of(update.project()));
            case DeleteProject delete -> administering(Place.of(delete.project()));
            case CreateEnvironment create -> administering(Place.of(create.project()));
            case UpdateEnvironment update ->
                administering(Place.of(update.project(), update.id().key()));
            case DeleteEnvironment delete ->
                administering(Place.of(delete.project(), delete.id().key()));
            case ChangeDocuments change -> ofAll(change);
            case IdentityCommand identity -> List.of(of(identity, actor));
            case ClusterCommand ignored -> List.of(EVERYTHING);
        };
    }

    /** Each once. A loop: every write passes here several times. */
    private static List<Demand> ofAll(ChangeDocuments change) {
        Set<Demand> demands = new LinkedHashSet<>();
        for (Precondition condition : change.preconditions()) {
            demands.add(reading(condition.id()));
        }
        for (Operation operation : change.operations()) {
            demands.add(changing(operation.id()));
        }
        return List.copyOf(demands);
    }

    private static Demand of(IdentityCommand command, Actor actor) {
        return switch (command) {
            case PutMember put ->
                new Demand(Action.ADMINISTER, Place.of(put.id().project()));
            case RemoveMember remove ->
                new Demand(Action.ADMINISTER, Place.of(remove.id().project()));
            case IssueToken issue ->
                new Demand(Action.ADMINISTER, Place.of(issue.id().project()));
            case RotateToken rotate ->
                new Demand(Action.ADMINISTER, Place.of(rotate.id().project()));
            case RevokeToken revoke ->
                new Demand(Action.ADMINISTER, Place.of(revoke.id().project()));
            case SetPassword set -> own(set.user(), set.checked() != null, actor);
            case CloseSessions close -> own(close.user(), true, actor);
            case EnrolFactor enrol -> own(enrol.user(), true, actor);
            case ActivateFactor activate -> own(activate.user(), true, actor);
            case DisableFactor disable -> own(disable.user(), disable.proof() != FactorProof.None.NONE, actor);
            // Whatever else there is, now or in time to come, is for administrators.
            case IdentityCommand ignored -> EVERYTHING;
        };
    }

    /** What a user does to itself, having proved what that takes, needs no further right. */
    private static Demand own(UserId user, boolean proved, Actor actor) {
        boolean self = actor instanceof Actor.Person(UserId acting, var ignored) && acting.equals(user);
        return self && proved ? OWN_ACCOUNT : EVERYTHING;
    }

    private static List<Demand> administering(Place place) {
        return List.of(new Demand(Action.ADMINISTER, place));
    }

    private static Demand reading(DocumentId id) {
        return switch (id) {
            case SchemaId schema -> new Demand(Action.SEE, place(schema));
            case ConfigId config -> new Demand(Action.READ, place(config));
        };
    }

    private static Demand changing(DocumentId id) {
        return switch (id) {
            case SchemaId schema -> new Demand(Action.ADMINISTER, place(schema));
            case ConfigId config -> new Demand(Action.EDIT, place(config));
        };
    }

    private static Place place(DocumentId id) {
        return switch (id) {
            case SchemaId schema -> Place.of(schema.project());
            case ConfigId config -> Place.of(config.project(), config.environment());
        };
    }
}
