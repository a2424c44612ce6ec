package io.cfguardian.domain.key;

/** A schema and the project it belongs to. */
public record SchemaId(ProjectKey project, SchemaKey key) implements DocumentId {

    @Override
    public String toString() {
        return project + "/" + key;
    }
}
