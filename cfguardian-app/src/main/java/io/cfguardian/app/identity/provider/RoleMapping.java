package io.cfguardian.app.identity.provider;

import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.key.ProjectKey;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a provider's claim give here. Exact: letters of another case make another value.
 *
 * @param administrators the value that makes an administrator; null when the provider has no say in that
 * @param memberships what gives roles in projects
 */
public record RoleMapping(@Nullable String administrators, List<Entry> memberships) {

    /** The provider has no say in roles. */
    public static final RoleMapping NONE = new RoleMapping(null, List.of());

    /** Whoever has {@code value} has {@code role} in all of {@code project}. */
    public record Entry(String value, ProjectKey project, Role role) {}

    public RoleMapping {
        memberships = List.copyOf(memberships);
    }

    /** Whether these values make an administrator; nothing when the provider has no say in that. */
    Optional<Boolean> administrator(List<String> values) {
        return Optional.ofNullable(administrators).map(values::contains);
    }

    /** For each project that the provider has a say in, the highest role that these values give; nothing for none. */
    SortedMap<ProjectKey, Optional<Role>> roles(List<String> values) {
        SortedMap<ProjectKey, Optional<Role>> roles = new TreeMap<>();
        for (Entry entry : memberships) {
            Optional<Role> given = values.contains(entry.value()) ? Optional.of(entry.role()) : Optional.empty();
            roles.merge(entry.project(), given, RoleMapping::higher);
        }
        return roles;
    }

    private static Optional<Role> higher(Optional<Role> one, Optional<Role> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().compareTo(other.get()) >= 0 ? one : other;
    }
}
