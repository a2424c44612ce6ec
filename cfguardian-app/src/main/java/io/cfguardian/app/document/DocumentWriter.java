package io.cfguardian.app.document;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.document.JsonValue;

/** Writes a value in a notation. Used by many threads. */
public interface DocumentWriter {

    /** Indented JSON, members in their order, a line feed at the end. */
    Bytes json(JsonValue value);

    /** YAML 1.2 block style. */
    Bytes yaml(JsonValue value);

    /** Java properties in ASCII with Unicode escapes: one line for each scalar, named by its path ({@code a.b[0].c}). */
    Bytes properties(JsonValue value);
}
