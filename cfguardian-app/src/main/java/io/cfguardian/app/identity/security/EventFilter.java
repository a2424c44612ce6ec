package io.cfguardian.app.identity.security;

import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.identity.SecurityEvent.Severity;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which security events to list; what is null does not matter.
 *
 * @param from the earliest time
 * @param to the latest time
 */
public record EventFilter(
        @Nullable Kind kind,
        @Nullable Severity severity,
        @Nullable Principal principal,
        @Nullable ProjectKey project,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** All events. */
    public static final EventFilter ALL = new EventFilter(null, null, null, null, null, null);

    boolean accepts(SecurityEvent event) {
        SecurityEvent.Observation seen = event.observation();
        return (kind == null || kind == seen.kind())
                && (severity == null || severity == seen.kind().severity())
                && (principal == null || principal.equals(seen.principal()))
                && (project == null || project.equals(seen.project()))
                && (from == null || !event.time().isBefore(from))
                && (to == null || !event.time().isAfter(to));
    }
}
