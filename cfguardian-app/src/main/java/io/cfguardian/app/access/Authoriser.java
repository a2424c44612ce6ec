package io.cfguardian.app.access;

import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.state.State;
import org.jspecify.annotations.Nullable;

/** Decides who may do what, from the replicated state alone. Called by many threads. */
public interface Authoriser {

    /**
     * Whether {@code principal} may do {@code action} in a place.
     *
     * @param place where; see {@link Place}
     * @param state the roles as of now
     */
    Access decide(Principal principal, Action action, Place place, State state);

    /**
     * Where something is done.
     *
     * @param project null for the cluster as a whole
     * @param environment null for the project as a whole
     */
    record Place(@Nullable ProjectKey project, @Nullable EnvironmentKey environment) {

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
}
