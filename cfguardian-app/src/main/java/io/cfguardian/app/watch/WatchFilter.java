package io.cfguardian.app.watch;

import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.key.ClusterPart;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.IdentityPart;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.NodeId;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What a watch wants to see of one project.
 *
 * @param environment null for all; else only this environment and its configs
 * @param prefix only configs whose keys begin with it; when it is not empty, nothing but configs
 */
public record WatchFilter(ProjectKey project, @Nullable EnvironmentKey environment, String prefix) {

    /** Whether the watch wants to see {@code event}. */
    public boolean accepts(Event event) {
        return switch (event.subject()) {
            case UserId ignored -> false;
            case MemberId ignored -> false;
            case ServiceTokenId ignored -> false;
            case IdentityPart ignored -> false;
            case NodeId ignored -> false;
            case ClusterPart ignored -> false;
            case ProjectKey key -> key.equals(project) && environment == null && prefix.isEmpty();
            case SchemaId schema -> schema.project().equals(project) && environment == null && prefix.isEmpty();
            case EnvironmentId id -> id.project().equals(project) && matches(id.key()) && prefix.isEmpty();
            case ConfigId config ->
                config.project().equals(project)
                        && matches(config.environment())
                        && config.key().value().startsWith(prefix);
        };
    }

    private boolean matches(EnvironmentKey key) {
        return environment == null || environment.equals(key);
    }
}
