package io.cfguardian.app.config;

import io.cfguardian.app.document.DocumentReading;
import io.cfguardian.app.document.DocumentWriter;
import io.cfguardian.app.document.Patching;
import io.cfguardian.app.document.Patching.Inapplicable;
import io.cfguardian.app.document.Patching.Patch;
import io.cfguardian.app.document.Patching.Patched;
import io.cfguardian.app.document.Patching.Unreadable;
import io.cfguardian.app.registry.SchemaGuard;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.app.write.WriteResult;
import io.cfguardian.app.write.Writes;
import io.cfguardian.app.write.Writes.Hopeless;
import io.cfguardian.app.write.Writes.Prepared;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.Premise.NewestVersion;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.key.ConfigId;
import java.util.List;
import java.util.Optional;

/**
 * Changes parts of a config. The patch is applied to the newest version, and again if that moves before the cluster
 * decides. The result is stored as indented JSON, also when the version before was YAML.
 */
public final class PatchConfig {

    private final Writes writes;
    private final DocumentReading documents;
    private final Patching patching;
    private final DocumentWriter writer;
    private final ConfigPreparation preparation;

    public PatchConfig(
            Writes writes, DocumentReading documents, Patching patching, DocumentWriter writer, SchemaGuard guard) {
        this.writes = writes;
        this.documents = documents;
        this.patching = patching;
        this.writer = writer;
        this.preparation = new ConfigPreparation(guard);
    }

    /** Patches the config, which must be there. */
    public WriteResult run(WriteRequest request, ConfigId id, Expectation expectation, Patch patch) {
        return writes.run(request, id.project(), view -> prepare(view, id, expectation, patch));
    }

    private Prepared prepare(View view, ConfigId id, Expectation expectation, Patch patch) {
        Optional<Refusal> missing = ConfigPreparation.missing(view, id.environmentId());
        if (missing.isPresent()) {
            return new Hopeless(missing.get());
        }
        Optional<ConfigVersion> newest = view.config(id);
        if (newest.isEmpty() || !newest.get().isLive()) {
            return new Hopeless(new Refusal.NotFound(id));
        }
        ConfigVersion config = newest.get();
        Document before = view.document(id, config.version()).orElseThrow();
        return switch (patching.apply(patch, documents.stored(before))) {
            case Unreadable(String reason, String pointer) ->
                new Hopeless(new Refusal.PatchUnreadable(reason, pointer));
            case Inapplicable(String reason, String pointer) ->
                new Hopeless(new Refusal.PatchInapplicable(reason, pointer));
            case Patched(JsonValue value) -> put(view, config, before, expectation, value);
        };
    }

    private Prepared put(View view, ConfigVersion config, Document before, Expectation expectation, JsonValue value) {
        Bytes text = writer.json(value);
        if (text.size() > documents.bytesMax()) {
            return new Hopeless(new Refusal.DocumentTooLarge(documents.bytesMax()));
        }
        Document patched = Document.of(MediaType.JSON, text, value);
        // A patch that changes no value leaves the author's text alone.
        Document after = patched.valueHash().equals(before.valueHash()) ? before : patched;
        return preparation.put(
                view,
                config.id(),
                expectation,
                after,
                value,
                SchemaChoice.Simple.KEEP,
                List.of(new NewestVersion(config.id(), config.version())));
    }
}
