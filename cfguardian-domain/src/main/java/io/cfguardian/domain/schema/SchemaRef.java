package io.cfguardian.domain.schema;

import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.revision.Version;

/** One version of one schema of the project at hand. */
public record SchemaRef(SchemaKey key, Version version) {

    @Override
    public String toString() {
        return key + "@" + version;
    }
}
