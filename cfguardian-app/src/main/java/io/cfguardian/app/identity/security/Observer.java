package io.cfguardian.app.identity.security;

import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import org.jspecify.annotations.Nullable;

/** Is told of what guards should know of and what changes no state by itself. Called by many threads; returns at once. */
public interface Observer {

    /** The parts are those of {@link io.cfguardian.domain.identity.SecurityEvent.Observation}. */
    void observe(
            Kind kind,
            @Nullable Principal principal,
            @Nullable ProjectKey project,
            @Nullable Source source,
            String requestId,
            String detail);
}
