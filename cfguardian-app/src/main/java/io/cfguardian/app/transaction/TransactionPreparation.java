package io.cfguardian.app.transaction;

import io.cfguardian.app.config.SchemaChoice;
import io.cfguardian.app.document.DocumentReading;
import io.cfguardian.app.document.DocumentReading.Read;
import io.cfguardian.app.document.DocumentReading.Unreadable;
import io.cfguardian.app.registry.PutSchema;
import io.cfguardian.app.registry.PutSchema.Unusable;
import io.cfguardian.app.registry.SchemaGuard;
import io.cfguardian.app.registry.SchemaGuard.Conforms;
import io.cfguardian.app.registry.SchemaGuard.Fails;
import io.cfguardian.app.registry.SchemaGuard.Judgement;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.Writes.Hopeless;
import io.cfguardian.app.write.Writes.Prepared;
import io.cfguardian.app.write.Writes.Ready;
import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Operation;
import io.cfguardian.domain.command.Precondition;
import io.cfguardian.domain.command.Premise;
import io.cfguardian.domain.command.Premise.NewestVersion;
import io.cfguardian.domain.command.Premise.SchemaOf;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.SchemaRef;
import io.cfguardian.domain.schema.SchemaVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and judges the drafts of one transaction on one view, in order. Serves once; confined to one thread. */
final class TransactionPreparation {

    private final View view;
    private final DocumentReading documents;
    private final PutSchema putSchema;
    private final SchemaGuard guard;

    private final List<Premise> premises = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();

    /** The schemas that drafts before have put: as a config will name them, and their texts. */
    private final Map<SchemaId, PutBefore> schemas = new LinkedHashMap<>();

    private record PutBefore(SchemaRef ref, Document document) {}

    TransactionPreparation(View view, DocumentReading documents, PutSchema putSchema, SchemaGuard guard) {
        this.view = view;
        this.documents = documents;
        this.putSchema = putSchema;
        this.guard = guard;
    }

    Prepared prepare(ProjectKey project, List<Precondition> preconditions, List<Draft> drafts) {
        if (view.project(project).filter(Project::isLive).isEmpty()) {
            return new Hopeless(new Refusal.NotFound(project));
        }
        for (int i = 0; i < drafts.size(); i++) {
            Optional<Refusal> refusal = switch (drafts.get(i)) {
                case Draft.PutSchema draft -> put(draft);
                case Draft.PutConfig draft -> put(draft);
                case Draft.DeleteConfig(var id, var expectation) -> {
                    operations.add(new Operation.DeleteConfig(id, expectation));
                    yield Optional.empty();
                }
            };
            if (refusal.isPresent()) {
                return new Hopeless(new Refusal.InOperation(i, refusal.get()));
            }
        }
        return new Ready(new ChangeDocuments(project, preconditions, premises, operations));
    }

    private Optional<Refusal> put(Draft.PutSchema draft) {
        return switch (putSchema.draft(draft.text())) {
            case Unusable(Refusal refusal) -> Optional.of(refusal);
            case PutSchema.Draft(Document document, var usable) -> {
                SchemaId id = draft.id();
                Optional<SchemaVersion> newest = view.schema(id);
                Version before = newest.map(SchemaVersion::version).orElse(null);
                premises.add(new NewestVersion(id, before));
                schemas.put(id, new PutBefore(new SchemaRef(id.key(), next(newest, document)), document));
                operations.add(new Operation.PutSchema(id, draft.expectation(), usable.dialect(), document));
                yield Optional.empty();
            }
        };
    }

    /** The version that deciding will give to {@code document}: the newest one when it is the same text. */
    private static Version next(Optional<SchemaVersion> newest, Document document) {
        return newest.map(schema -> schema.document().sameText(document.ref())
                        ? schema.version()
                        : schema.version().next())
                .orElse(Version.FIRST);
    }

    private Optional<Refusal> put(Draft.PutConfig draft) {
        if (view.environment(draft.id().environmentId()).isEmpty()) {
            return Optional.of(new Refusal.NotFound(draft.id().environmentId()));
        }
        return switch (documents.sent(draft.mediaType(), draft.text())) {
            case Unreadable(Refusal refusal) -> Optional.of(refusal);
            case Read(Document document, JsonValue value) -> put(draft, document, value);
        };
    }

    private Optional<Refusal> put(Draft.PutConfig draft, Document document, JsonValue value) {
        SchemaKey key = draft.schema().resolve(view, draft.id());
        if (draft.schema() == SchemaChoice.Simple.KEEP) {
            premises.add(new SchemaOf(draft.id(), key));
        }
        if (key == null) {
            operations.add(new Operation.PutConfig(draft.id(), draft.expectation(), document, null));
            return Optional.empty();
        }
        return switch (judge(new SchemaId(draft.id().project(), key), value)) {
            case Fails(Refusal refusal) -> Optional.of(refusal);
            case Conforms(SchemaRef schema) -> {
                operations.add(new Operation.PutConfig(draft.id(), draft.expectation(), document, schema));
                yield Optional.empty();
            }
        };
    }

    private Judgement judge(SchemaId id, JsonValue value) {
        PutBefore before = schemas.get(id);
        return before == null ? guard.judge(view, id, value) : guard.judge(before.ref(), before.document(), value);
    }
}
