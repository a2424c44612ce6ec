package io.cfguardian.app.schema;

import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.schema.Dialect;

/**
 * Makes a schema ready to validate with. Used by many threads. Compilations are cached by the document's value hash, so
 * that asking again for the same schema costs a look-up. Nothing outside the schema is ever fetched.
 */
public interface SchemaCompiler {

    /** Compiles {@code schema} in the dialect that its {@code $schema} names, draft-07 when it names none. */
    Compilation compile(Document schema);

    /** What a compiler found. */
    sealed interface Compilation {}

    /** The schema can be used. */
    record Usable(Dialect dialect, CompiledSchema schema) implements Compilation {}

    /**
     * The schema cannot be used: not a valid schema, an unknown dialect, a reference to elsewhere, recursion without end,
     * a pattern that no engine takes, or a cost beyond the bound.
     *
     * @param pointer the place in the schema
     */
    record Refused(String reason, String pointer) implements Compilation {}
}
