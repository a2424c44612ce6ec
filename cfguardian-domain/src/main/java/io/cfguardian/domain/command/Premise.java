package io.cfguardian.domain.command;

import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.revision.Version;
import org.jspecify.annotations.Nullable;

/**
 * Something a use case read while it prepared a command. Deciding checks that it is still so; if not, the command is
 * rejected as {@code PremiseChanged}, nothing is remembered, and the use case prepares it anew. So libraries may judge
 * documents before the log, and their answers, which may differ between releases, never decide.
 */
public sealed interface Premise {

    /**
     * A document's newest version, tombstones included.
     *
     * @param version null when the document had never been there
     */
    record NewestVersion(DocumentId id, @Nullable Version version) implements Premise {}

    /**
     * The schema that a config names.
     *
     * @param schema null when the config had none or was not there
     */
    record SchemaOf(ConfigId id, @Nullable SchemaKey schema) implements Premise {}
}
