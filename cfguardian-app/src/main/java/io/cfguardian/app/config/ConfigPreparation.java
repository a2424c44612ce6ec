package io.cfguardian.app.config;

import io.cfguardian.app.registry.SchemaGuard;
import io.cfguardian.app.registry.SchemaGuard.Conforms;
import io.cfguardian.app.registry.SchemaGuard.Fails;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.Writes.Hopeless;
import io.cfguardian.app.write.Writes.Prepared;
import io.cfguardian.app.write.Writes.Ready;
import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.Operation.PutConfig;
import io.cfguardian.domain.command.Premise;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.schema.SchemaRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns "this document for this config" into a command, on the state that a view shows. */
final class ConfigPreparation {

    private final SchemaGuard guard;

    ConfigPreparation(SchemaGuard guard) {
        this.guard = guard;
    }

    /**
     * The command that puts {@code document}, judged by the schema it is to be under.
     *
     * @param choice which schema
     * @param premises what the document itself was made from
     */
    Prepared put(
            View view,
            ConfigId id,
            Expectation expectation,
            Document document,
            JsonValue value,
            SchemaChoice choice,
            List<Premise> premises) {
        Optional<Refusal> missing = missing(view, id.environmentId());
        if (missing.isPresent()) {
            return new Hopeless(missing.get());
        }
        List<Premise> all = new ArrayList<>(premises);
        SchemaKey key = choice.resolve(view, id);
        if (choice == SchemaChoice.Simple.KEEP) {
            all.add(new Premise.SchemaOf(id, key));
        }
        if (key == null) {
            return ready(new PutConfig(id, expectation, document, null), all);
        }
        return switch (guard.judge(view, new SchemaId(id.project(), key), value)) {
            case Conforms(SchemaRef schema) -> ready(new PutConfig(id, expectation, document, schema), all);
            case Fails(Refusal refusal) -> new Hopeless(refusal);
        };
    }

    private static Prepared ready(PutConfig put, List<Premise> premises) {
        return new Ready(ChangeDocuments.one(put.id().project(), premises, put));
    }

    /** The first of project and environment that is not there. */
    static Optional<Refusal> missing(View view, EnvironmentId id) {
        if (view.project(id.project()).filter(Project::isLive).isEmpty()) {
            return Optional.of(new Refusal.NotFound(id.project()));
        }
        return view.environment(id).isEmpty() ? Optional.of(new Refusal.NotFound(id)) : Optional.empty();
    }
}
