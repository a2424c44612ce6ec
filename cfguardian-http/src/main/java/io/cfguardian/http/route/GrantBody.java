package io.cfguardian.http.route;

import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.InvalidKey;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.http.json.Members;
import io.cfguardian.http.problem.Problem;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads roles: {@code {role, environments}}. */
final class GrantBody {

    static final String ROLE = "role";
    static final String ENVIRONMENTS = "environments";

    private static final Map<String, Role> ROLES =
            Map.of("viewer", Role.VIEWER, "editor", Role.EDITOR, "admin", Role.ADMIN);

    private GrantBody() {}

    /** The roles that {@code body} names, at least one. */
    static Grant of(Members body) {
        @Nullable Role role = body.has(ROLE) && !body.isNull(ROLE) ? body.word(ROLE, ROLES) : null;
        Members named = body.map(ENVIRONMENTS, Limit.ENVIRONMENTS_PER_PROJECT.max());
        SortedMap<EnvironmentKey, Role> environments = new TreeMap<>();
        for (String name : named.names()) {
            environments.put(environment(name, named), named.word(name, ROLES));
        }
        if (role == null && environments.isEmpty()) {
            throw Members.invalid("A role belongs here, in the project or in an environment of it.", body.pointer());
        }
        return new Grant(role, environments);
    }

    private static EnvironmentKey environment(String name, Members named) {
        try {
            return new EnvironmentKey(name);
        } catch (InvalidKey e) {
            throw Problem.invalidName("environment", name)
                    .with("pointer", named.place(name))
                    .exception();
        }
    }
}
