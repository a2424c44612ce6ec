package io.cfguardian.domain.event;

import io.cfguardian.domain.document.DocumentRef;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.Subject;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.Dialect;
import io.cfguardian.domain.schema.SchemaRef;
import org.jspecify.annotations.Nullable;

/** What a commit did. The family is closed; each kind has one form in the hash chain, in the journal and in the API. */
public sealed interface Event
        permits Event.ProjectCreated,
                Event.ProjectUpdated,
                Event.ProjectDeleted,
                Event.EnvironmentCreated,
                Event.EnvironmentUpdated,
                Event.EnvironmentDeleted,
                Event.SchemaPut,
                Event.ConfigPut,
                Event.ConfigDeleted,
                IdentityEvent,
                ClusterEvent {

    /** What it happened to. */
    Subject subject();

    /** A project was made. */
    record ProjectCreated(ProjectKey subject, String description) implements Event {}

    /** A project's description changed. */
    record ProjectUpdated(ProjectKey subject, String description) implements Event {}

    /** A project was removed. */
    record ProjectDeleted(ProjectKey subject) implements Event {}

    /** An environment was made. */
    record EnvironmentCreated(EnvironmentId subject, String description, SchemaDemand schemas) implements Event {}

    /** An environment's fields changed; both as they are now. */
    record EnvironmentUpdated(EnvironmentId subject, String description, SchemaDemand schemas) implements Event {}

    /** An environment was removed. */
    record EnvironmentDeleted(EnvironmentId subject) implements Event {}

    /** A schema got its next version. */
    record SchemaPut(SchemaId subject, Version version, Dialect dialect, DocumentRef document) implements Event {}

    /**
     * A config got its next version.
     *
     * @param schema what it was validated against, null for none
     */
    record ConfigPut(
            ConfigId subject,
            Version version,
            DocumentRef document,
            @Nullable SchemaRef schema) implements Event {}

    /** A config was deleted; the tombstone is {@code version}. */
    record ConfigDeleted(ConfigId subject, Version version) implements Event {}
}
