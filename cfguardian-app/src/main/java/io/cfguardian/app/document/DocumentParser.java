package io.cfguardian.app.document;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.document.MediaType;

/** Reads a document's text. Used by many threads. */
public interface DocumentParser {

    /**
     * Reads {@code text}, whose size the caller has bounded, strictly: no duplicate members, nothing after the value, at
     * most 128 levels, numbers within the range of a double.
     */
    ParseResult parse(MediaType mediaType, Bytes text);
}
