package io.cfguardian.domain.key;

/** Whatever a command can be about and a rejection can name: a project, an environment, a schema or a config. */
public sealed interface Subject permits ProjectKey, EnvironmentId, DocumentId {

    /** The project this is or belongs to. */
    default ProjectKey owner() {
        return switch (this) {
            case ProjectKey project -> project;
            case EnvironmentId environment -> environment.project();
            case SchemaId schema -> schema.project();
            case ConfigId config -> config.project();
        };
    }
}
