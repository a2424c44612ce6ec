package io.cfguardian.domain.command;

import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.schema.Dialect;
import io.cfguardian.domain.schema.SchemaRef;
import org.jspecify.annotations.Nullable;

/** One change of one document. */
public sealed interface Operation {

    /** The document it changes. */
    DocumentId id();

    /** What the caller demands of the document's version before. */
    Expectation expectation();

    /**
     * Makes the next version of a schema.
     *
     * @param dialect what the document's {@code $schema} was found to name
     */
    record PutSchema(SchemaId id, Expectation expectation, Dialect dialect, Document document) implements Operation {}

    /**
     * Makes the next version of a config.
     *
     * @param schema the schema version the document was validated against, which must still be that schema's newest when
     *     this is decided; null when the config has no schema
     */
    record PutConfig(
            ConfigId id,
            Expectation expectation,
            Document document,
            @Nullable SchemaRef schema) implements Operation {}

    /** Leaves a tombstone as the next version of a config. */
    record DeleteConfig(ConfigId id, Expectation expectation) implements Operation {}
}
