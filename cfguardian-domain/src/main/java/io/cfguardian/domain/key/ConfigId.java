package io.cfguardian.domain.key;

/** A config, the environment it belongs to, and that one's project. */
public record ConfigId(ProjectKey project, EnvironmentKey environment, ConfigKey key) implements DocumentId {

    /** The config {@code key} of {@code environment}. */
    public static ConfigId of(EnvironmentId environment, ConfigKey key) {
        return new ConfigId(environment.project(), environment.key(), key);
    }

    /** The environment that holds this config. */
    public EnvironmentId environmentId() {
        return new EnvironmentId(project, environment);
    }

    @Override
    public String toString() {
        return project + "/" + environment + "/" + key;
    }
}
