package io.cfguardian.app.document;

import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.JsonValue;

/** What a parser found. */
public sealed interface ParseResult {

    /** The text is well-formed. */
    record Parsed(Document document, JsonValue value) implements ParseResult {}

    /**
     * The text is not well-formed.
     *
     * @param detail what is wrong, without any value of the document
     * @param pointer the place as a JSON Pointer (RFC 6901), "" for the root
     * @param line from 1, 0 when not known
     * @param column from 1, 0 when not known
     */
    record Malformed(String detail, String pointer, int line, int column) implements ParseResult {}
}
