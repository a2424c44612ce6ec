package io.cfguardian.app.access;

import io.cfguardian.app.access.Authoriser.Place;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Command.CreateEnvironment;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Command.DeleteEnvironment;
import io.cfguardian.domain.command.Command.DeleteProject;
import io.cfguardian.domain.command.Command.UpdateEnvironment;
import io.cfguardian.domain.command.Command.UpdateProject;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.SchemaId;
import java.util.List;
import java.util.stream.Stream;

/** One right that is needed, and where. */
public record Demand(Action action, Place place) {

    /** Everything that {@code command} needs; each operation of a transaction demands on its own. */
    public static List<Demand> of(Command command) {
        return switch (command) {
            case CreateProject ignored -> List.of(new Demand(Action.OPERATE, Place.CLUSTER));
            case UpdateProject update -> List.of(new Demand(Action.ADMINISTER, Place.of(update.project())));
            case DeleteProject delete -> List.of(new Demand(Action.ADMINISTER, Place.of(delete.project())));
            case CreateEnvironment create -> List.of(new Demand(Action.ADMINISTER, Place.of(create.project())));
            case UpdateEnvironment update ->
                List.of(new Demand(
                        Action.ADMINISTER,
                        Place.of(update.project(), update.id().key())));
            case DeleteEnvironment delete ->
                List.of(new Demand(
                        Action.ADMINISTER,
                        Place.of(delete.project(), delete.id().key())));
            case ChangeDocuments change ->
                Stream.concat(
                                change.preconditions().stream().map(condition -> reading(condition.id())),
                                change.operations().stream().map(operation -> changing(operation.id())))
                        .distinct()
                        .toList();
        };
    }

    private static Demand reading(DocumentId id) {
        return new Demand(Action.READ, place(id));
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
