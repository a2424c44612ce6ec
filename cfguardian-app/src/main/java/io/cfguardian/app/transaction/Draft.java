package io.cfguardian.app.transaction;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.SchemaKey;
import org.jspecify.annotations.Nullable;

/** One operation of a transaction as it was sent: texts are not read yet, schemas not looked up. */
public sealed interface Draft {

    /** The document it changes. */
    DocumentId id();

    /** Makes the next version of a schema from JSON text. */
    record PutSchema(SchemaId id, Expectation expectation, Bytes text) implements Draft {}

    /**
     * Makes the next version of a config.
     *
     * @param schema the schema to validate by, null to keep the one the config is under
     */
    record PutConfig(
            ConfigId id,
            Expectation expectation,
            MediaType mediaType,
            Bytes text,
            @Nullable SchemaKey schema) implements Draft {}

    /** Deletes a config. */
    record DeleteConfig(ConfigId id, Expectation expectation) implements Draft {}
}
