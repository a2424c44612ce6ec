package io.cfguardian.domain.key;

/** An environment and the project it belongs to. */
public record EnvironmentId(ProjectKey project, EnvironmentKey key) implements Subject {

    @Override
    public String toString() {
        return project + "/" + key;
    }
}
