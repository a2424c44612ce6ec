package io.cfguardian.app.transaction;

import io.cfguardian.app.config.SchemaChoice;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.SchemaId;

/** One operation of a transaction as it was sent: texts are not read yet, schemas not looked up. */
public sealed interface Draft {

    /** The document it changes. */
    DocumentId id();

    /** Makes the next version of a schema from JSON text. */
    record PutSchema(SchemaId id, Expectation expectation, Bytes text) implements Draft {}

    /**
     * Makes the next version of a config.
     *
     * @param schema which schema to validate by
     */
    record PutConfig(ConfigId id, Expectation expectation, MediaType mediaType, Bytes text, SchemaChoice schema)
            implements Draft {}

    /** Deletes a config. */
    record DeleteConfig(ConfigId id, Expectation expectation) implements Draft {}
}
