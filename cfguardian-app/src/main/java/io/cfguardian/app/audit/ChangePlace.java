package io.cfguardian.app.audit;

import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Where a change is.
 *
 * @param project null for the cluster
 * @param environment null for what is in none
 * @param key of a config or a schema, null for anything else
 */
public record ChangePlace(
        @Nullable ProjectKey project,
        @Nullable EnvironmentKey environment,
        @Nullable String key) {

    /** The place of what {@code event} changed. */
    public static ChangePlace of(Event event) {
        Subject subject = event.subject();
        ProjectKey project = subject.owner().orElse(null);
        return switch (subject) {
            case EnvironmentId environment -> new ChangePlace(project, environment.key(), null);
            case SchemaId schema -> new ChangePlace(project, null, schema.key().value());
            case ConfigId config ->
                new ChangePlace(project, config.environment(), config.key().value());
            default -> new ChangePlace(project, null, null);
        };
    }
}
