package io.cfguardian.domain.decide;

import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.Expectation.At;
import io.cfguardian.domain.command.Operation;
import io.cfguardian.domain.command.Operation.DeleteConfig;
import io.cfguardian.domain.command.Operation.PutConfig;
import io.cfguardian.domain.command.Operation.PutSchema;
import io.cfguardian.domain.command.Precondition;
import io.cfguardian.domain.command.Premise;
import io.cfguardian.domain.command.Premise.NewestVersion;
import io.cfguardian.domain.command.Premise.SchemaOf;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.config.ConfigVersion.Live;
import io.cfguardian.domain.decide.Decision.Change;
import io.cfguardian.domain.decide.Decision.Edits;
import io.cfguardian.domain.decide.Outcome.Effect;
import io.cfguardian.domain.decide.Outcome.Result;
import io.cfguardian.domain.decide.Rejection.DuplicateTarget;
import io.cfguardian.domain.decide.Rejection.ForeignDocument;
import io.cfguardian.domain.decide.Rejection.LimitReached;
import io.cfguardian.domain.decide.Rejection.NotFound;
import io.cfguardian.domain.decide.Rejection.PremiseChanged;
import io.cfguardian.domain.decide.Rejection.Presence;
import io.cfguardian.domain.decide.Rejection.SchemaRequired;
import io.cfguardian.domain.decide.Rejection.VersionConflict;
import io.cfguardian.domain.document.DocumentRef;
import io.cfguardian.domain.event.Event.ConfigDeleted;
import io.cfguardian.domain.event.Event.ConfigPut;
import io.cfguardian.domain.event.Event.SchemaPut;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.project.Environment;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.SchemaRef;
import io.cfguardian.domain.schema.SchemaVersion;
import io.cfguardian.domain.state.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides one {@link ChangeDocuments}. The demands of the caller are checked before the premises of the use case: a
 * conflict is an answer, a changed premise only a reason to prepare the command again. An instance serves one command.
 */
final class DocumentDecider {

    private final State state;
    private final List<Change> changes = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();

    /** The schemas' versions that operations before have made. */
    private final Map<SchemaId, Version> schemas = new LinkedHashMap<>();

    /** How many live configs operations before have added to, or taken from, each environment. */
    private final Map<EnvironmentId, Long> configs = new LinkedHashMap<>();

    private long schemasCreated;

    DocumentDecider(State state) {
        this.state = state;
    }

    Decision decide(ChangeDocuments command) {
        Optional<Project> project = state.project(command.project()).filter(Project::isLive);
        if (project.isEmpty()) {
            return Decision.refuse(new NotFound(command.project()));
        }
        Optional<Rejection> refusal = misfit(command)
                .or(() -> conflict(command))
                .or(() -> changedPremise(command.premises()))
                .or(() -> operations(command.operations(), project.get()));
        if (refusal.isPresent()) {
            return Decision.refuse(refusal.get());
        }
        return changes.isEmpty() ? new Decision.Keep(results) : new Decision.Accept(changes, results);
    }

    /** What is wrong with the command whatever the state. */
    private static Optional<Rejection> misfit(ChangeDocuments command) {
        long bytes = 0;
        var targets = new LinkedHashMap<DocumentId, Operation>();
        for (Operation operation : command.operations()) {
            if (!operation.id().project().equals(command.project())) {
                return Optional.of(new ForeignDocument(operation.id()));
            }
            if (targets.put(operation.id(), operation) != null) {
                return Optional.of(new DuplicateTarget(operation.id()));
            }
            bytes += switch (operation) {
                case PutSchema put -> put.document().text().size();
                case PutConfig put -> put.document().text().size();
                case DeleteConfig ignored -> 0;
            };
        }
        for (Precondition precondition : command.preconditions()) {
            if (!precondition.id().project().equals(command.project())) {
                return Optional.of(new ForeignDocument(precondition.id()));
            }
        }
        boolean tooLarge = bytes > Limit.DOCUMENT_BYTES_PER_TRANSACTION.max();
        return tooLarge ? Optional.of(new LimitReached(Limit.DOCUMENT_BYTES_PER_TRANSACTION)) : Optional.empty();
    }

    private Optional<Rejection> conflict(ChangeDocuments command) {
        for (Precondition precondition : command.preconditions()) {
            Optional<Rejection> conflict = conflict(precondition.id(), precondition.expectation());
            if (conflict.isPresent()) {
                return conflict;
            }
        }
        for (Operation operation : command.operations()) {
            Optional<Rejection> conflict = conflict(operation.id(), operation.expectation());
            if (conflict.isPresent()) {
                return conflict;
            }
        }
        return Optional.empty();
    }

    private Optional<Rejection> conflict(DocumentId id, Expectation expectation) {
        Version current = newest(id);
        Presence presence = presence(id, current);
        boolean met = switch (expectation) {
            case Expectation.Simple.ANY -> true;
            case Expectation.Simple.ABSENT -> presence != Presence.LIVE;
            case Expectation.Simple.PRESENT -> presence == Presence.LIVE;
            case At(Version version) -> presence == Presence.LIVE && version.equals(current);
        };
        return met ? Optional.empty() : Optional.of(new VersionConflict(id, expectation, current, presence));
    }

    private Presence presence(DocumentId id, @Nullable Version newest) {
        if (newest == null) {
            return Presence.NEVER;
        }
        return switch (id) {
            case SchemaId ignored -> Presence.LIVE;
            case ConfigId config -> live(config).isPresent() ? Presence.LIVE : Presence.DELETED;
        };
    }

    private Optional<Rejection> changedPremise(List<Premise> premises) {
        for (Premise premise : premises) {
            boolean holds = switch (premise) {
                case NewestVersion(DocumentId id, var version) -> Objects.equals(newest(id), version);
                case SchemaOf(ConfigId id, var schema) -> {
                    SchemaRef named = live(id).map(Live::schema).orElse(null);
                    yield Objects.equals(named == null ? null : named.key(), schema);
                }
            };
            if (!holds) {
                return Optional.of(new PremiseChanged(premise));
            }
        }
        return Optional.empty();
    }

    private Optional<Rejection> operations(List<Operation> operations, Project project) {
        for (Operation operation : operations) {
            Optional<Rejection> refusal = switch (operation) {
                case PutSchema put -> putSchema(put, project);
                case PutConfig put -> putConfig(put);
                case DeleteConfig delete -> deleteConfig(delete);
            };
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private Optional<Rejection> putSchema(PutSchema put, Project project) {
        SchemaId id = put.id();
        DocumentRef document = put.document().ref();
        Optional<SchemaVersion> newest = state.schema(id);
        if (newest.isPresent() && newest.get().document().sameText(document)) {
            results.add(new Result(id, newest.get().version(), Effect.UNCHANGED));
            return Optional.empty();
        }
        if (newest.isEmpty() && project.schemas() + schemasCreated++ >= Limit.SCHEMAS_PER_PROJECT.max()) {
            return Optional.of(new LimitReached(Limit.SCHEMAS_PER_PROJECT));
        }
        Version version = newest.map(schema -> schema.version().next()).orElse(Version.FIRST);
        schemas.put(id, version);
        changes.add(new Change(new SchemaPut(id, version, put.dialect(), document), put.document(), Edits.NONE));
        results.add(new Result(id, version, newest.isEmpty() ? Effect.CREATED : Effect.CHANGED));
        return Optional.empty();
    }

    private Optional<Rejection> putConfig(PutConfig put) {
        ConfigId id = put.id();
        Optional<Environment> environment = state.environment(id.environmentId());
        if (environment.isEmpty()) {
            return Optional.of(new NotFound(id.environmentId()));
        }
        SchemaRef schema = put.schema();
        if (schema == null && environment.get().schemas() == SchemaDemand.REQUIRED) {
            return Optional.of(new SchemaRequired(id));
        }
        if (schema != null) {
            SchemaId schemaId = new SchemaId(id.project(), schema.key());
            if (!schema.version().equals(newest(schemaId))) {
                return Optional.of(new PremiseChanged(new NewestVersion(schemaId, schema.version())));
            }
        }
        Optional<ConfigVersion> newest = state.config(id);
        Optional<Live> live = live(id);
        DocumentRef document = put.document().ref();
        if (live.isPresent()
                && live.get().document().sameText(document)
                && Objects.equals(live.get().schema(), schema)) {
            results.add(new Result(id, newest.orElseThrow().version(), Effect.UNCHANGED));
            return Optional.empty();
        }
        if (live.isEmpty() && addConfigs(environment.get(), 1) > Limit.CONFIGS_PER_ENVIRONMENT.max()) {
            return Optional.of(new LimitReached(Limit.CONFIGS_PER_ENVIRONMENT));
        }
        Version version = newest.map(config -> config.version().next()).orElse(Version.FIRST);
        changes.add(new Change(new ConfigPut(id, version, document, schema), put.document(), Edits.NONE));
        results.add(new Result(id, version, live.isEmpty() ? Effect.CREATED : Effect.CHANGED));
        return Optional.empty();
    }

    private Optional<Rejection> deleteConfig(DeleteConfig delete) {
        ConfigId id = delete.id();
        Optional<Environment> environment = state.environment(id.environmentId());
        if (environment.isEmpty()) {
            return Optional.of(new NotFound(id.environmentId()));
        }
        if (live(id).isEmpty()) {
            return Optional.of(new NotFound(id));
        }
        addConfigs(environment.get(), -1);
        Version version = state.config(id).orElseThrow().version().next();
        changes.add(new Change(new ConfigDeleted(id, version), null, Edits.NONE));
        results.add(new Result(id, version, Effect.DELETED));
        return Optional.empty();
    }

    /** The environment's live configs with this command's changes so far. */
    private long addConfigs(Environment environment, long delta) {
        return environment.configs() + configs.merge(environment.id(), delta, Long::sum);
    }

    /** The newest version of a document, with the schemas that this command has put so far; null if it never was there. */
    private @Nullable Version newest(DocumentId id) {
        return switch (id) {
            case SchemaId schema -> {
                Version made = schemas.get(schema);
                yield made != null
                        ? made
                        : state.schema(schema).map(SchemaVersion::version).orElse(null);
            }
            case ConfigId config ->
                state.config(config).map(ConfigVersion::version).orElse(null);
        };
    }

    private Optional<Live> live(ConfigId id) {
        return state.config(id).map(ConfigVersion::content).flatMap(content -> switch (content) {
            case Live live -> Optional.of(live);
            case ConfigVersion.Deleted ignored -> Optional.empty();
        });
    }
}
