package io.cfguardian.app.projection;

import io.cfguardian.domain.revision.Revision;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the projection does, as one node knows it.
 *
 * @param state what this node sees
 * @param revision the last commit that is projected, null when this node does not know
 * @param lagRevisions how many commits of this node are not; null when it does not know
 * @param lag how long ago the first of them was made; zero when there is none, null when this node does not know
 * @param reason why it does not go on, "" while it does
 */
public record ProjectionStatus(
        State state,
        @Nullable Revision revision,
        @Nullable Long lagRevisions,
        @Nullable Duration lag,
        String reason) {

    /** What this node sees. */
    public enum State {
        /** Another node projects, and the database can be asked. */
        STANDBY,
        /** This node projects. */
        PROJECTING,
        /** The database cannot be reached, or refuses; it is tried again all the time. */
        UNAVAILABLE,
        /** The database holds another history, or a leader of a later term was there. Somebody has to look. */
        DIVERGED
    }
}
