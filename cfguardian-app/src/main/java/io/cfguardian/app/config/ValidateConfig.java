package io.cfguardian.app.config;

import io.cfguardian.app.document.DocumentReading;
import io.cfguardian.app.document.DocumentReading.Read;
import io.cfguardian.app.document.DocumentReading.Unreadable;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.Reads;
import io.cfguardian.app.read.Reads.Hit;
import io.cfguardian.app.read.Reads.Lookup;
import io.cfguardian.app.read.Reads.Miss;
import io.cfguardian.app.registry.SchemaGuard;
import io.cfguardian.app.registry.SchemaGuard.Conforms;
import io.cfguardian.app.registry.SchemaGuard.Fails;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.schema.CompiledSchema.Violation;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.Refusal.Violated;
import io.cfguardian.domain.access.Action;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.access.Place;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.schema.SchemaRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says whether a document would be accepted. Writes nothing. */
public final class ValidateConfig {

    private final Reads reads;
    private final DocumentReading documents;
    private final SchemaGuard guard;

    public ValidateConfig(Reads reads, DocumentReading documents, SchemaGuard guard) {
        this.reads = reads;
        this.documents = documents;
        this.guard = guard;
    }

    /**
     * What a dry run found.
     *
     * @param schema by which version, null when the config would be under none
     * @param violations empty when the document would be accepted
     */
    public record Report(@Nullable SchemaRef schema, List<Violation> violations) {}

    /**
     * Validates {@code text} as the next version of a config that need not be there.
     *
     * @param schema which schema to validate by
     */
    public ReadResult<Report> run(
            ReadRequest request, ConfigId id, MediaType mediaType, Bytes text, SchemaChoice schema) {
        return reads.run(
                request,
                new Demand(Action.READ, Place.of(id.project(), id.environment())),
                view -> switch (documents.sent(mediaType, text)) {
                    case Unreadable(Refusal refusal) -> new Miss<>(refusal);
                    case Read(var ignored, JsonValue value) -> judge(view, id, value, schema);
                });
    }

    private Lookup<Report> judge(View view, ConfigId id, JsonValue value, SchemaChoice choice) {
        SchemaKey key = choice.resolve(view, id);
        if (key == null) {
            SchemaDemand demand =
                    view.environment(id.environmentId()).orElseThrow().schemas();
            return switch (demand) {
                case OPTIONAL -> new Hit<>(new Report(null, List.of()));
                case REQUIRED -> new Miss<>(new Refusal.SchemaRequired(id));
            };
        }
        return switch (guard.judge(view, new SchemaId(id.project(), key), value)) {
            case Conforms(SchemaRef schema) -> new Hit<>(new Report(schema, List.of()));
            case Fails(Violated(SchemaRef schema, List<Violation> violations)) ->
                new Hit<>(new Report(schema, violations));
            case Fails(Refusal refusal) -> new Miss<>(refusal);
        };
    }
}
