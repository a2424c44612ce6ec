package io.cfguardian.app.config;

import io.cfguardian.app.document.DocumentReading;
import io.cfguardian.app.document.Patching;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.Reads;
import io.cfguardian.app.read.Reads.Hit;
import io.cfguardian.app.read.Reads.Lookup;
import io.cfguardian.app.read.Reads.Miss;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.domain.access.Action;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.access.Place;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.revision.Version;
import java.util.Optional;

/** Compares two versions of a config: as values, and as their authors wrote them. */
public final class DiffConfig {

    private final Reads reads;
    private final DocumentReading documents;
    private final Patching patching;

    public DiffConfig(Reads reads, DocumentReading documents, Patching patching) {
        this.reads = reads;
        this.documents = documents;
        this.patching = patching;
    }

    /**
     * How two versions differ.
     *
     * @param patch the operations (RFC 6902) that turn the value of {@code from} into that of {@code to}
     * @param unified the unified diff of the two texts
     */
    public record Difference(ConfigVersion from, ConfigVersion to, JsonValue patch, String unified) {}

    /** Compares two versions, neither a tombstone. */
    public ReadResult<Difference> run(ReadRequest request, ConfigId id, Version from, Version to) {
        return reads.run(
                request,
                new Demand(Action.READ, Place.of(id.project(), id.environment())),
                view -> compare(view, id, from, to));
    }

    private Lookup<Difference> compare(View view, ConfigId id, Version from, Version to) {
        if (view.config(id).isEmpty()) {
            return new Miss<>(new Refusal.NotFound(id));
        }
        Optional<Document> before = view.document(id, from);
        Optional<Document> after = view.document(id, to);
        if (before.isEmpty() || after.isEmpty()) {
            return new Miss<>(new Refusal.NoSuchVersion(id, before.isEmpty() ? from : to));
        }
        return new Hit<>(new Difference(
                view.config(id, from).orElseThrow(),
                view.config(id, to).orElseThrow(),
                patching.diff(documents.stored(before.get()), documents.stored(after.get())),
                patching.unifiedDiff(
                        id.key() + "@" + from,
                        before.get().text().utf8(),
                        id.key() + "@" + to,
                        after.get().text().utf8())));
    }
}
