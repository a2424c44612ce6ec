package io.cfguardian.domain.access;

import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.ProjectKey;
import org.jspecify.annotations.Nullable;

/**
 * Where something is done.
 *
 * @param project null for the cluster as a whole
 * @param environment null for the project as a whole
 */
public record Place(@Nullable ProjectKey project, @Nullable EnvironmentKey environment) {

    /** The cluster as a whole. */
    public static final Place CLUSTER = new Place(null, null);

    /** A project as a whole. */
    public static Place of(ProjectKey project) {
        return new Place(project, null);
    }

    /** One environment of a project. */
    public static Place of(ProjectKey project, EnvironmentKey environment) {
        return new Place(project, environment);
    }
}
