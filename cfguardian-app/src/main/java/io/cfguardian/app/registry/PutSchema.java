package io.cfguardian.app.registry;

import io.cfguardian.app.document.DocumentReading;
import io.cfguardian.app.document.DocumentReading.Read;
import io.cfguardian.app.document.DocumentReading.Unreadable;
import io.cfguardian.app.schema.SchemaCompiler;
import io.cfguardian.app.schema.SchemaCompiler.Refused;
import io.cfguardian.app.schema.SchemaCompiler.Usable;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.app.write.WriteResult;
import io.cfguardian.app.write.Writes;
import io.cfguardian.app.write.Writes.Hopeless;
import io.cfguardian.app.write.Writes.Prepared;
import io.cfguardian.app.write.Writes.Ready;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.Operation;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.key.SchemaId;
import java.util.List;

/** Stores the next version of a schema, if it can be used. */
public final class PutSchema {

    private final Writes writes;
    private final DocumentReading documents;
    private final SchemaCompiler compiler;

    public PutSchema(Writes writes, DocumentReading documents, SchemaCompiler compiler) {
        this.writes = writes;
        this.documents = documents;
        this.compiler = compiler;
    }

    /** Puts the schema that {@code text} holds as JSON. */
    public WriteResult run(WriteRequest request, SchemaId id, Expectation expectation, Bytes text) {
        return writes.run(request, id.project(), view -> prepare(id, expectation, text));
    }

    private Prepared prepare(SchemaId id, Expectation expectation, Bytes text) {
        return switch (draft(text)) {
            case Unusable(Refusal refusal) -> new Hopeless(refusal);
            case Draft draft ->
                new Ready(ChangeDocuments.one(
                        id.project(),
                        List.of(),
                        new Operation.PutSchema(id, expectation, draft.usable().dialect(), draft.document())));
        };
    }

    /** What a text is as a schema. */
    public sealed interface Reading {}

    /** A schema that can be used. */
    public record Draft(Document document, Usable usable) implements Reading {}

    /** Not a schema that can be used. */
    public record Unusable(Refusal refusal) implements Reading {}

    /** Reads {@code text} as a schema in JSON. */
    public Reading draft(Bytes text) {
        return switch (documents.sent(MediaType.JSON, text)) {
            case Unreadable(Refusal refusal) -> new Unusable(refusal);
            case Read(Document document, var ignored) ->
                switch (compiler.compile(document)) {
                    case Refused(String reason, String pointer) ->
                        new Unusable(new Refusal.UnusableSchema(reason, pointer));
                    case Usable usable -> new Draft(document, usable);
                };
        };
    }
}
