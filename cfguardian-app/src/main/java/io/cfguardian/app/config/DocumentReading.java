package io.cfguardian.app.config;

import io.cfguardian.app.document.DocumentParser;
import io.cfguardian.app.document.ParseResult.Malformed;
import io.cfguardian.app.document.ParseResult.Parsed;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.MediaType;

/** Reads documents: those that callers send, within the bounds, and those that are stored, which must be sound. */
public final class DocumentReading {

    private final DocumentParser parser;

    public DocumentReading(DocumentParser parser) {
        this.parser = parser;
    }

    /** What a sent text is. */
    public sealed interface Reading {}

    /** A document. */
    public record Read(Document document, JsonValue value) implements Reading {}

    /** Not a document. */
    public record Unreadable(Refusal refusal) implements Reading {}

    /** Reads what a caller sent. */
    public Reading sent(MediaType mediaType, Bytes text) {
        if (text.size() > Document.SIZE_BYTES_MAX) {
            return new Unreadable(new Refusal.DocumentTooLarge(Document.SIZE_BYTES_MAX));
        }
        return switch (parser.parse(mediaType, text)) {
            case Parsed(Document document, JsonValue value) -> new Read(document, value);
            case Malformed(String detail, String pointer, int line, int column) ->
                new Unreadable(new Refusal.Malformed(detail, pointer, line, column));
        };
    }

    /** The value of a stored document. */
    public JsonValue stored(Document document) {
        return switch (parser.parse(MediaType.JSON, document.json())) {
            case Parsed(var ignored, JsonValue value) -> value;
            case Malformed malformed -> throw new IllegalStateException("a stored value is not JSON: " + malformed);
        };
    }
}
