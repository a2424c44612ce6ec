package io.cfguardian.domain.config;

import io.cfguardian.domain.document.DocumentRef;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.SchemaRef;
import org.jspecify.annotations.Nullable;

/**
 * One version of a config: a document, or the mark that it was deleted.
 *
 * @param id which config
 * @param version 1 for the first
 * @param content what this version holds
 * @param stamp the commit that made it
 */
public record ConfigVersion(ConfigId id, Version version, Content content, Stamp stamp) {

    /** What a version holds. */
    public sealed interface Content {}

    /**
     * A document.
     *
     * @param document the text, by digest
     * @param schema the schema version it was validated against, null when the config has no schema
     */
    public record Live(DocumentRef document, @Nullable SchemaRef schema) implements Content {}

    /** The tombstone a delete leaves. */
    public enum Deleted implements Content {
        DELETED
    }

    /** Whether this version holds a document. */
    public boolean isLive() {
        return content instanceof Live;
    }
}
