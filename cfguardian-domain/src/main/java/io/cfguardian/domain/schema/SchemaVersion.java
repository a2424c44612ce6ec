package io.cfguardian.domain.schema;

import io.cfguardian.domain.document.DocumentRef;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.domain.revision.Version;

/**
 * One version of a schema. The newest is the one that configs are validated against.
 *
 * @param id which schema
 * @param version 1 for the first
 * @param dialect what its {@code $schema} names
 * @param document the schema's text, by digest
 * @param stamp the commit that made it
 */
public record SchemaVersion(SchemaId id, Version version, Dialect dialect, DocumentRef document, Stamp stamp) {

    /** This version as a config names it. */
    public SchemaRef ref() {
        return new SchemaRef(id.key(), version);
    }
}
