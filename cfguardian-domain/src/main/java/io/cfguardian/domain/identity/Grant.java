package io.cfguardian.domain.identity;

import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.limit.Limit;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The roles of one member of a project.
 *
 * @param project the role everywhere in the project, null for none
 * @param environments roles in single environments, which count where they are higher
 */
public record Grant(@Nullable Role project, SortedMap<EnvironmentKey, Role> environments) {

    public Grant {
        environments = Collections.unmodifiableSortedMap(new TreeMap<>(environments));
        if (project == null && environments.isEmpty()) {
            throw new IllegalArgumentException("a grant names at least one role");
        }
        if (environments.size() > Limit.ENVIRONMENTS_PER_PROJECT.max()) {
            throw new IllegalArgumentException(
                    "a grant names at most " + Limit.ENVIRONMENTS_PER_PROJECT.max() + " environments");
        }
    }

    /** The same role everywhere in a project. */
    public static Grant of(Role role) {
        return new Grant(role, new TreeMap<>());
    }

    /** The role in the project as a whole (null) or in one environment. */
    public Optional<Role> in(@Nullable EnvironmentKey environment) {
        @Nullable Role here = environment == null ? null : environments.get(environment);
        if (here == null || (project != null && project.compareTo(here) > 0)) {
            return Optional.ofNullable(project);
        }
        return Optional.of(here);
    }
}
