package io.cfguardian.app.projection;

import io.cfguardian.domain.revision.Revision;

/** Is told what operators should know of the projection. Called by the projecting thread alone; returns at once. */
public interface ProjectionNotices {

    /** This node projects from now on. */
    void began(Revision from);

    /** It does not go on, and is tried again soon; said at first and once a minute. */
    void held(String reason);

    /** It goes on. */
    void recovered();

    /** So many security events were removed from the state before they were projected. */
    void lost(long securityEvents);
}
