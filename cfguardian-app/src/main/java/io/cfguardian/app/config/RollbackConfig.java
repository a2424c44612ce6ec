package io.cfguardian.app.config;

import io.cfguardian.app.document.DocumentReading;
import io.cfguardian.app.registry.SchemaGuard;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.app.write.WriteResult;
import io.cfguardian.app.write.Writes;
import io.cfguardian.app.write.Writes.Hopeless;
import io.cfguardian.app.write.Writes.Prepared;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.config.ConfigVersion.Live;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.SchemaRef;
import java.util.List;
import java.util.Optional;

/**
 * Puts an earlier version's text again, as a new version, under the schema that it was under then, validated by that
 * schema as it is now. It can undo a delete.
 */
public final class RollbackConfig {

    private final Writes writes;
    private final DocumentReading documents;
    private final ConfigPreparation preparation;

    public RollbackConfig(Writes writes, DocumentReading documents, SchemaGuard guard) {
        this.writes = writes;
        this.documents = documents;
        this.preparation = new ConfigPreparation(guard);
    }

    /** Rolls the config back to what it was at {@code version}, which must not be a tombstone. */
    public WriteResult run(WriteRequest request, ConfigId id, Expectation expectation, Version version) {
        return writes.run(request, id.project(), view -> prepare(view, id, expectation, version));
    }

    private Prepared prepare(View view, ConfigId id, Expectation expectation, Version version) {
        Optional<Refusal> missing = ConfigPreparation.missing(view, id.environmentId());
        if (missing.isPresent()) {
            return new Hopeless(missing.get());
        }
        if (view.config(id).isEmpty()) {
            return new Hopeless(new Refusal.NotFound(id));
        }
        Optional<ConfigVersion> target = view.config(id, version);
        if (target.isEmpty() || !(target.get().content() instanceof Live live)) {
            return new Hopeless(new Refusal.NoSuchVersion(id, version));
        }
        Document document = view.document(id, version).orElseThrow();
        SchemaRef then = live.schema();
        SchemaChoice schema = SchemaChoice.of(then == null ? null : then.key());
        return preparation.put(view, id, expectation, document, documents.stored(document), schema, List.of());
    }
}
