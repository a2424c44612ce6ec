package io.cfguardian.domain.key;

/** A document that has versions: a schema or a config. */
public sealed interface DocumentId extends Subject permits SchemaId, ConfigId {

    /** The project it is in. */
    ProjectKey project();
}
