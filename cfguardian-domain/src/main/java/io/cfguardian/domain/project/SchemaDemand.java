package io.cfguardian.domain.project;

/** Whether a config of an environment must be under a schema. */
public enum SchemaDemand {
    /** A config may have none. */
    OPTIONAL,
    /** A config without one is refused. */
    REQUIRED
}
