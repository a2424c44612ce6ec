package io.cfguardian.domain.key;

/** The id of something that has versions and holds documents: a schema or a config. */
public sealed interface DocumentId extends Subject permits SchemaId, ConfigId {}
