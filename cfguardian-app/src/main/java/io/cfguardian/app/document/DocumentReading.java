package io.cfguardian.app.document;

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
    private final int bytesMax;

    /** @param bytesMax the longest text a caller may send, 1 to {@link Document#SIZE_BYTES_MAX} */
    public DocumentReading(DocumentParser parser, int bytesMax) {
        if (bytesMax < 1 || bytesMax > Document.SIZE_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a document has at most 1 to " + Document.SIZE_BYTES_MAX + " bytes, got " + bytesMax);
        }
        this.parser = parser;
        this.bytesMax = bytesMax;
    }

    /** The longest text a caller may send, in bytes. */
    public int bytesMax() {
        return bytesMax;
    }

    /** What a sent text is. */
    public sealed interface Reading {}

    /** A document. */
    public record Read(Document document, JsonValue value) implements Reading {}

    /** Not a document. */
    public record Unreadable(Refusal refusal) implements Reading {}

    /** Reads what a caller sent. */
    public Reading sent(MediaType mediaType, Bytes text) {
        if (text.size() > bytesMax) {
            return new Unreadable(new Refusal.DocumentTooLarge(bytesMax));
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
