package io.cfguardian.app.identity.security;

import io.cfguardian.domain.identity.SecurityEvent;
import java.util.List;

/** Has the security events that the cluster has removed. Takes a bounded time. Used by many threads. */
@FunctionalInterface
public interface SecurityArchive {

    /**
     * At most {@code limit} of the events that {@code filter} accepts, newest first.
     *
     * @param before only events of lower sequence numbers
     * @throws io.cfguardian.app.projection.ProjectionUnavailable when it cannot be asked, or took too long
     */
    List<SecurityEvent> events(EventFilter filter, long before, int limit);
}
