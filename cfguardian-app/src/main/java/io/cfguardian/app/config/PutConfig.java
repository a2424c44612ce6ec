package io.cfguardian.app.config;

import io.cfguardian.app.document.DocumentReading;
import io.cfguardian.app.document.DocumentReading.Read;
import io.cfguardian.app.document.DocumentReading.Unreadable;
import io.cfguardian.app.registry.SchemaGuard;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.app.write.WriteResult;
import io.cfguardian.app.write.Writes;
import io.cfguardian.app.write.Writes.Hopeless;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.key.ConfigId;
import java.util.List;

/** Stores the next version of a config, if it conforms to its schema. */
public final class PutConfig {

    private final Writes writes;
    private final DocumentReading documents;
    private final ConfigPreparation preparation;

    public PutConfig(Writes writes, DocumentReading documents, SchemaGuard guard) {
        this.writes = writes;
        this.documents = documents;
        this.preparation = new ConfigPreparation(guard);
    }

    /**
     * Puts the document that {@code text} holds.
     *
     * @param schema which schema to validate by
     */
    public WriteResult run(
            WriteRequest request,
            ConfigId id,
            Expectation expectation,
            MediaType mediaType,
            Bytes text,
            SchemaChoice schema) {
        return switch (documents.sent(mediaType, text)) {
            case Unreadable(Refusal refusal) -> writes.run(request, id.project(), view -> new Hopeless(refusal));
            case Read(Document document, JsonValue value) ->
                writes.run(
                        request,
                        id.project(),
                        view -> preparation.put(view, id, expectation, document, value, schema, List.of()));
        };
    }
}
